import { defineMessages, row } from '../message.ts';

/** The reference cuts a log line here (its log buffer holds 1023 octets). */
const LONGEST_LOG_TEXT = 1023;

const printed = (text: string): string => text.slice(0, LONGEST_LOG_TEXT);

/** What evaluating expressions and executing statements says (dhcp-eval(5)). */
export const exprLog = defineMessages('expr', {
  logError: row('error', printed),
  logInfo: row('info', printed),
  logDebug: row('debug', printed),

  noHardware: row('error', () => 'data: hardware: no raw packet or lease is available'),
  noRawPacket: row('error', () => 'data: packet: raw packet not available'),
  noHostDeclName: row('error', () => 'data: host_decl_name: not available'),
  noLeasedAddress: row(
    'debug',
    () => 'data: "leased-address" configuration directive: there is no lease associated with this client.',
  ),
  noLeaseTime: row('error', () => 'data: leased_lease: not available'),
  leaseTimePast: row(
    'error',
    (ends: number, now: number) => `data: lease_time: lease ends at ${ends} when it is now ${now}`,
  ),

  badAsciiWidth: row('info', (width: number) => `binary_to_ascii: invalid width ${width}!`),
  badAsciiBase: row('info', (base: number) => `binary-to-ascii: invalid base ${base}!`),
  asciiBufferOdd: row(
    'info',
    (length: number, width: number) => `binary-to-ascii: length of buffer ${length} not a multiple of width ${width}!`,
  ),
  reverseBufferOdd: row(
    'info',
    (length: number, width: number) => `reverse: length of buffer ${length} not a multiple of width ${width}!`,
  ),

  noSuchFunction: row('error', (name: string) => `${name}: no such function.`),
  notAFunction: row('error', (name: string) => `${name}: not a function.`),
  tooManyArguments: row('error', (name: string) => `${name}: too many arguments.`),
  tooFewArguments: row('error', (name: string) => `${name}: too few arguments.`),
  callsTooDeep: row('error', (name: string, limit: number) => `${name}: more than ${limit} function calls inside one.`),
  wrongReturnType: row(
    'error',
    (name: string, type: number, where: string) => `${name}() returned type ${type} in ${where}.`,
  ),
  wrongBindingType: row('error', (type: number, where: string) => `binding type ${type} in ${where}.`),
  bogusDataCall: row('error', () => 'Bogus opcode in evaluate_data_expression: 45'),
  bogusNumericCall: row('error', () => 'evaluate_numeric_expression: bogus opcode 45'),
  bogusBooleanCall: row('error', () => 'Bogus opcode in evaluate_boolean_expression: 45'),
  optionRefersToItself: row('error', (option: string) => `config-option ${option}: refers to itself.`),

  notBothCompressed: row('error', () => 'Both options must be Dc format'),
  concatListsFailed: row('error', () => 'data: concat_dclist failed'),

  executeArgument: row('debug', (index: number, text: string) => printed(`execute_statement argv[${index}] = ${text}`)),
  executeBadArgument: row('debug', (index: number) => `execute: bad arg ${index}`),
});
