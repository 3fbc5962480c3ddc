import { defineMessages, row } from '../message.ts';

const error = (text: string) => row('error', () => text);
const info = (text: string) => row('info', () => text);

/** What is wrong with the meaning of a dhcpd.conf: the reference's texts (server/confpars.c, common/parse.c, server/mdb.c). */
export const configMessages = defineMessages('config', {
  // Punctuation and the ends of things.
  semicolonExpected: error('semicolon expected.'),
  semicolonExpectedStopless: error('semicolon expected'),
  expectingSemicolonStop: error('expecting semicolon.'),
  expectingASemicolon: error('Expecting a semicolon.'),
  corruptExpectingSemicolon: error('corrupt lease file; expecting a semicolon'),
  expectingLeftBrace: error('expecting left brace'),
  expectingLeftBraceStop: error('expecting left brace.'),
  expectingRightBrace: error('expecting right brace.'),
  rightBraceExpected: error('right brace expected.'),
  expectingEqual: error('expecting "="'),
  expectingSlash: error("Expecting a '/'."),
  expectingQuotedSlash: error("expecting '/'"),
  expectingRightHandSide: error('expecting right-hand side.'),
  unexpectedEndOfFile: error('unexpected end of file'),
  unexpectedToken: error('Unexpected token.'),
  expectingQuoted: row('error', (word: string) => `expecting "${word}"`),
  expectingQuotedStop: row('error', (word: string) => `expecting "${word}".`),
  expectingApostrophed: row('error', (word: string) => `expecting '${word}'`),
  expectingParameterOrDeclaration: error('expecting a parameter or declaration'),
  expectingDeclaration: error('expecting a declaration'),

  // Numbers, names and values.
  bogusNumber: row('error', (word: string) => `Bogus number: ${word}.`),
  bogusDigit: row(
    'error',
    (word: string, digit: number, base: number) => `Bogus number ${word}: digit ${digit} not in base ${base}`,
  ),
  exceedsPrecision: row('error', (value: string, max: number) => `${value} exceeds max (${max}) for precision.`),
  expectingNumericValue: error('expecting numeric value.'),
  expectingNumberStop: error('expecting number.'),
  expectingNumberStopless: error('expecting number'),
  expectingANumber: error('Expecting a number.'),
  expectingANumberStopless: error('expecting a number'),
  tooFewNumbers: error('too few numbers.'),
  expectingHexadecimalNumber: error('expecting hexadecimal number.'),
  expectingHexList: error('expecting hex list.'),
  expectingStringOrHexList: error('Expecting string or hex list.'),
  expectingStringOrHex: error('expecting string or hexadecimal data.'),
  expectingString: error('expecting string.'),
  expectingStringOrIdentifier: error('expecting string or identifier.'),
  expectingIdentifierStop: error('expecting identifier.'),
  identifierExpected: error('identifier expected'),
  expectingBoolean: error('expecting boolean.'),
  unknownValue: error('unknown value'),
  expectingDomainString: error('Expecting a domain string.'),
  badDomainList: error('Error assembling domain list: Message too long'),
  badDomainName: error('Error assembling domain name: Message too long'),
  notADomainName: error('not a valid domain name.'),
  notAKeyName: error('not a valid key name.'),
  badFormat: error("Bad format ' ' in parse_option_token."),
  expectingDataExpression: error('expecting a data expression.'),
  invalidIpv6Address: error('Invalid IPv6 address.'),
  expectingIpv6Address: error('expecting IPv6 addr.'),
  expectingAddressOrName: error('expecting IP addr or hostname.'),
  expectingAddressOrHostName: row(
    'error',
    (word: string, token: number) => `${word} (${token}): expecting IP address or hostname`,
  ),
  expectingHostname: error('expecting hostname.'),

  // Dates.
  dayOfWeekExpected: error('numeric day of week expected.'),
  numericExpected: row('error', (part: string) => `numeric ${part} expected.`),
  separatorExpected: row(
    'error',
    (sign: string, before: string, after: string) => `expected ${sign} separating ${before} from ${after}.`,
  ),
  secondsSinceEpochExpected: error('Seconds since epoch expected.'),
  timeZoneOrSemicolonExpected: error('Time zone offset or semicolon expected.'),

  // Files.
  cannotOpen: row('error', (name: string, reason: string) => `Can't open ${name}: ${reason}`),
  filenameExpected: error('filename string expected.'),
  badParse: row('error', (name: string) => `${name}: bad parse.`),
  includesItself: row('error', (name: string) => `${name} includes itself.`),

  // Networks.
  sharedNetworkNotAllowedHere: error('shared-network parameters not allowed here.'),
  expectingSharedNetworkName: error('expecting a name for shared-network'),
  zeroLengthSharedNetworkName: error('zero-length shared network name'),
  emptySharedNetwork: error('empty shared-network decl'),
  subnetNotAllowedHere: error('subnet declarations not allowed here.'),
  expectingNetmask: error('Expecting netmask'),
  badSubnetMask: row(
    'error',
    (network: string, mask: string) => `subnet ${network} netmask ${mask}: bad subnet number/mask combination.`,
  ),
  subnet6OnlyInDhcpv6: error('subnet6 statement is only supported in DHCPv6 mode.'),
  expectingPrefixLength: error('Expecting a number between 0 and 128.'),
  subnetMaskTooShort: error('New subnet mask too short.'),
  subnetOverlaps: row('error', (one: string, other: string) => `Warning: subnet ${one} overlaps subnet ${other}`),
  maskLengthMismatch: error('subnet_number():inet.c:45: Addr/mask length mismatch.'),
  twoInterfaces: error("A subnet or shared network can't be connected to two interfaces."),
  groupNotAllowedHere: error('group declarations not allowed here.'),

  // Ranges and pools.
  rangeNotAllowedHere: row('error', (statement: string) => `${statement} declaration not allowed here.`),
  rangeNotOnNetwork: row('error', (network: string) => `address range not on network ${network}`),
  placePoolAfterSubnets: error('Be sure to place pool statement after related subnet declarations.'),
  badRange: row(
    'error',
    (address: string, network: string, mask: string) =>
      `bad range, address ${address} not in subnet ${network} netmask ${mask}`,
  ),
  declaredTwice: row('error', (address: string) => `lease ${address} is declared twice!`),
  dynamicBootpWithFailover: error('dynamic-bootp flag is not permitted for address'),
  poolWithinPool: row('error', (statement: string) => `${statement} declared within pool.`),
  poolOutsideNetwork: row('error', (statement: string) => `${statement} declared outside of network`),
  /** A further line of an error. */
  advice: row('error', (line: string) => line),
  poolWithoutRange: error('Pool declaration with no address range.'),
  pool6WithoutRange: error('Pool6 declaration with no address range6 or prefix6.'),
  range6OnlyInDhcpv6: error('range6 statement is only supported in DHCPv6 mode.'),
  prefix6OnlyInDhcpv6: error('prefix6 statement is only supported in DHCPv6 mode.'),
  range6OutsideSubnet: row('error', (end: string) => `range6 ${end} address is outside the subnet`),
  networksHaveBits: row('error', (remark: string) => `networks have 0 to 128 bits${remark}`),
  networkMaskSmaller: error('network mask smaller than subnet mask'),
  networkMaskTooShort: error('network mask too short'),
  temporaryMaskTooShort: error('temporary mask too short'),
  temporarySingleton: error('temporary singleton?'),
  impossibleMaskLength: error('impossible mask length'),

  // Permits.
  expectingPermitType: error('expecting permit type.'),
  expectingClassNameStop: error('expecting class name.'),
  noSuchClass: row('error', (name: string) => `no such class: ${name}`),
  duplicateAfter: error('duplicate "after" clause.'),
  expectingAllowDenyKey: error('expecting allow/deny key'),

  // Hosts.
  hostNotAllowedHere: error('host declarations not allowed here.'),
  expectingHostName: error('expecting a name for host declaration.'),
  hostExists: row('error', (name: string) => `host ${name}: already exists`),
  hostsAreGlobal: error(
    'WARNING: Host declarations are global.  They are not limited to the scope you declared them in.',
  ),
  hardwareNotAllowedHere: error('hardware address parameter not allowed here.'),
  hardwareAlreadyConfigured: row('error', (host: string) => `Host ${host} hardware address already configured.`),
  expectingHardwareType: error('expecting a network hardware type'),
  hardwareAddressTooLong: error('hardware address too long'),
  fixedAddressNotAllowedHere: error('fixed-address parameter not allowed here.'),
  onlyOneFixedAddress: error('Only one fixed address declaration per host.'),
  unknownGroup: row('error', (group: string, host: string) => `unknown group ${group} in host ${host}`),
  hostHasUid: row('error', (host: string, uid: string) => `Host '${host}' already has a uid '${uid}'`),
  hostIgnoresClientIdentifier: row(
    'error',
    (host: string, uid: string, ignored: string) =>
      `Warning, host declaration '${host}' already has uid '${uid}', ignoring dhcp-client-identifier '${ignored}'`,
  ),
  onlyOneHostIdentifier: error('only one host-identifier allowed per host'),
  relayOptionNeedsNumber: error('host-identifier v6relopt must have a number'),
  relayOptionNotNegative: error('host-identifier v6relopt must have a number >= 0'),
  hostIdentifierKind: error('host-identifier must be an option or v6relopt'),
  authorityMakesNoSense: error('authority makes no sense here.'),
  expectingAssertion: error('expecting assertion'),

  // Classes.
  classNotAllowedHere: error('class declarations not allowed here.'),
  expectingClassName: error('Expecting class name'),
  noClassNamed: row('error', (name: string) => `no class named ${name}`),
  classNotFound: row('error', (name: string) => `class ${name}: not found`),
  invalidInSubclass: row('error', (word: string) => `invalid ${word} in subclass.`),
  onlyOneMatchIf: error("A class may only have one 'match if' clause."),
  cannotOverrideSubmatch: error("can't override existing submatch/spawn."),

  // Options.
  expectingIdentifierAfterOption: error('expecting identifier after option keyword.'),
  expectingIdentifierAfterDot: error("expecting identifier after '.'"),
  noOptionSpace: row('error', (name: string) => `no option space named ${name}.`),
  noOptionNamed: row('error', (name: string, space: string) => `no option named ${name} in space ${space}`),
  unknownOption: row('error', (space: string, name: string) => `unknown option ${space}.${name}`),
  illegalOptionCodes: row(
    'error',
    (end: number, space: string) => `Option codes 0 and ${end} are illegal in the ${space} space.`,
  ),
  optionRedefined: row(
    'info',
    (name: string, now: string) =>
      `option ${name} has been redefined as option ${now}.  Please update your configs if necessary.`,
  ),
  optionSpaceScoped: error('option space definitions may not be scoped.'),
  optionDefinitionScoped: error('option definitions may not be scoped.'),
  expectingWidth: error('expecting width token.'),
  expectingCodeWidth: error('expecting number 1, 2, 4.'),
  invalidCodeWidth: row('error', (width: number) => `invalid code width (${width}), expecting a 1, 2 or 4.`),
  expectingLengthWidth: error('expecting number 1 or 2.'),
  invalidLengthWidth: row('error', (width: number) => `invalid length width (${width}) expecting 1 or 2.`),
  expectingSize: error('expecting size token.'),
  expectingDecimal: error('expecting a 10base number'),
  invalidHashLength: row('error', (length: number) => `invalid hash length: ${length}`),
  expectingOptionCode: error('expecting option code number.'),
  unknownDataType: row('error', (word: string) => `unknown data type ${word}`),
  expectingIntegerKeyword: error('expecting "integer" keyword.'),
  badPrecision: row('error', (bits: string) => `${bits} bit precision is not supported.`),
  noNestedArrays: error('no nested arrays.'),
  onlyUniformArray: error('only uniform array inside record.'),
  arrayOfText: error('arrays of text strings not yet supported.'),
  arrayOfZeroLength: error('array incompatible with zerolen.'),
  arrayOfEncapsulations: error("Arrays of encapsulations don't make sense."),
  tooManyTypes: error('too many types in record.'),
  mustEndRecord: row('error', (kind: string) => `${kind} must be at end of record.`),
  encapsulateMustBeLast: error('encapsulate must always be the last item.'),
  expectingOptionSpace: error('expecting option space identifier'),
  unknownOptionSpace: row('error', (name: string) => `unknown option space ${name}`),

  // Keys and zones.
  expectingKeyName: error('expecting key name.'),
  expectingKeyAlgorithm: error('expecting key algorithm name.'),
  tooManyOfKey: row('error', (key: string, parts: string) => `key ${key}: too many ${parts}`),
  /** Ours: the reference crashes. */
  keyIncomplete: row('error', (key: string, part: string) => `key ${key}: ${part} missing.`),
  unknownKey: row('error', (name: string) => `unknown key ${name}`),
  base64AfterEnd: row('error', (rest: string) => `stuff after base64 '=' terminator: ${rest}.`),
  base64Invalid: row('error', (code: number) => `invalid base64 character ${code}.`),
  base64Partial: row('error', (bits: number) => `partial base64 value left over: ${bits}.`),
  moreThanOne: row('error', (list: string) => `more than one ${list}.`),
  multipleZoneKeys: row('error', (zone: string) => `Multiple key definitions for zone ${zone}.`),

  // Failover.
  failoverOnlyInSharedNetwork: error('failover peers may only be defined in shared-network'),
  failoverOnlyInSharedNetworkMore: error('declarations and the outer scope.'),
  expectingPeer: error("expecting 'peer'."),
  expectingPeerName: error('expecting failover peer name.'),
  expectingFailoverPeer: error('expecting "failover peer".'),
  failoverPeerNotFound: row('error', (name: string) => `failover peer ${name}: not found`),
  unknownPeer: row('error', (name: string) => `reference to unknown failover peer ${name}`),
  peerReferenceOutside: error('failover peer reference not in shared-network declaration'),
  peerRedeclared: row('error', (name: string) => `redeclaration of failover peer ${name}`),
  peerAddressMissing: error('peer address may not be omitted'),
  primaryNeedsSplit: error('primary failover server must have hba or split.'),
  primaryNeedsMclt: error('primary failover server must have mclt.'),
  secondaryMayNotBalance: error('secondary may not define load balance settings.'),
  splitOutOfRange: error('split must be between 0 and 256, inclusive'),
  invalidPeerStatement: error('invalid statement in peer declaration'),
  peerWithoutPools: row(
    'error',
    (name: string) =>
      `ERROR: Failover peer, ${name}, has no referring pools. You must refer to each peer in at least one pool declaration.`,
  ),
  loadBalancingDisabled: row(
    'info',
    (name: string) =>
      `WARNING: load balancing will be disabled for failover peer, ${name}, because its load balance max secs is 0`,
  ),
  failoverSanity: error('Failover configuration sanity check failed'),

  // The server itself.
  duidTypeExpected: error('DUID type of LLT, EN, or LL expected'),
  enterpriseNumberExpected: error('enterprise number expected'),
  hardwareTypeExpected: error('hardware type expected'),
  timestampExpected: error('timestamp expected'),
  expectingLocalOrDefault: error("Expecting 'local' or 'default'."),
  leaseIdFormatInvalid: error('lease-id-format is invalid:  it must be octal or hex.'),
  leaseIdFormatIs: row('debug', (format: string) => `lease_id_format is: ${format}`),
  adHocGone: error('ddns-update-style ad_hoc no longer supported'),
  omapiKeyNotFound: row('error', (name: string) => `OMAPI key ${name}: not found`),
  invalidLength: row('error', (what: string) => `invalid ${what}`),
  interfacesWithDhcp4o6: error('DHCPv4 server in DHPv4 over DHCPv6 mode with config file specified interfaces.'),
  noFsync: error('Not using fsync() to flush lease writes'),
  serverIdCheckOn: info('Setting server-id-check true'),
});

/** Lines that explain an error after it. */
export const POOL_WITHOUT_RANGE_ADVICE: readonly string[] = [
  'Pool declarations must always contain at least',
  'one range statement.',
];
export const POOL6_WITHOUT_RANGE_ADVICE: readonly string[] = [
  'Pool6 declarations must always contain at least',
  'one range6 or prefix6 statement.',
];
export const DYNAMIC_BOOTP_ADVICE: readonly string[] = [
  'range declarations where there is a failover',
  'peer in scope.   If you wish to declare an',
  'address range from which dynamic bootp leases',
  'can be allocated, please declare it within a',
  'pool declaration that also contains the "no',
  'failover" statement.   The failover protocol',
  'itself does not permit dynamic bootp - this',
  'is not a limitation specific to the ISC DHCP',
  "server.   Please don't ask me to defend this",
  'until you have read and really tried to understand',
  'the failover protocol specification.',
];
