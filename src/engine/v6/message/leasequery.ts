import { log6, statusText6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { OptionState } from '../../../expr/context.ts';
import { ipv6FromBytes } from '../../../kernel/address.ts';
import { u32 } from '../../../kernel/bytes.ts';
import { encodeOptions6 } from '../../../wire/v6/encode.ts';
import { encodeIaAddress, type Status } from '../../../wire/v6/ia.ts';
import { MessageType6, Option6, type RawOption6 } from '../../../wire/v6/packet.ts';
import { readSuboptions } from '../association/suboptions.ts';
import { parameterFlag } from '../context.ts';
import { log, optionOf, type Query6 } from '../state.ts';
import { finishReply, globalOptions } from './reply.ts';
import { setOption, setStatus, writeOptions } from './reply-options.ts';
import { StatusCode } from './status.ts';

/** RFC 5007 §4.1.2. */
const LeaseQueryOption = { query: 44, clientData: 45, clientTime: 46, relayData: 47, clientLink: 48 } as const;
const QUERY_BY_ADDRESS = 1;
const QUERY_BY_CLIENTID = 2;
/** Query type and link address. */
const QUERY_HEADER = 17;

const LEASEQUERY_OPTIONS: readonly number[] = [
  Option6.clientId,
  Option6.serverId,
  Option6.statusCode,
  LeaseQueryOption.clientData,
  LeaseQueryOption.relayData,
  LeaseQueryOption.clientLink,
];

type Found = { readonly data: readonly RawOption6[] } | Status | 'fault';

const NOTHING: Found = { data: [] };

/** RFC 5007 §4.3.3. Only addresses of IA_NA pools are known, and the link address does not matter. */
function findByAddress(query: Query6, options: readonly RawOption6[]): Found {
  const { server } = query.step;
  const named = options.find(({ code }) => code === Option6.iaAddr)?.data;
  if (!named) return { code: StatusCode.malformedQuery, message: statusText6.queryNoAddress };
  if (named.length < 24) {
    log(query.step, log6.leasequeryBadAddress());
    return 'fault';
  }
  const address = ipv6FromBytes(named);
  if (!server.topology.poolAt('na', address)) {
    return { code: StatusCode.notConfigured, message: statusText6.queryNotConfigured };
  }
  const holder = server.store.holder(address, 128);
  if (holder?.lease.state !== 'active' || holder.ia.duid.length === 0) return NOTHING;
  const { ia, lease } = holder;
  const content = [
    { code: Option6.clientId, data: ia.duid },
    encodeIaAddress({ address, preferred: lease.preferred, valid: lease.valid, options: [] }),
    { code: LeaseQueryOption.clientTime, data: u32(ia.cltt) },
  ];
  return { data: [{ code: LeaseQueryOption.clientData, data: encodeOptions6(content) }] };
}

function find(query: Query6, asked: Uint8Array): Found {
  if (asked.length <= QUERY_HEADER) return { code: StatusCode.malformedQuery, message: statusText6.queryTooShort };
  if (asked[0] !== QUERY_BY_ADDRESS) {
    const message = asked[0] === QUERY_BY_CLIENTID ? statusText6.queryByClientId : statusText6.queryUnknown;
    return { code: StatusCode.unknownQueryType, message };
  }
  const options = readSuboptions(query.step, asked.subarray(QUERY_HEADER));
  if (options) return findByAddress(query, options);
  log(query.step, log6.leasequeryUnreadable());
  return { code: StatusCode.malformedQuery, message: statusText6.queryBadOptions };
}

interface Asked {
  readonly client: Uint8Array;
  readonly query: Uint8Array;
}

function checkQuery(query: Query6): Asked | undefined {
  const { message, arrival, step } = query;
  const client = optionOf(message, Option6.clientId);
  if (!client) {
    log(step, log6.noClientId(message.type, arrival.source));
    return undefined;
  }
  const server = optionOf(message, Option6.serverId);
  if (server) {
    log(step, log6.serverIdFound(message.type, arrival.source, client, server));
    return undefined;
  }
  const asked = optionOf(message, LeaseQueryOption.query);
  if (!asked) log(step, log6.leasequeryWithoutQuery(message.type, arrival.source));
  return asked && { client, query: asked };
}

function addIdentifiers(query: Query6, options: OptionState, client: Uint8Array): void {
  if (!options.get('dhcp6', Option6.serverId)) setOption(query, options, Option6.serverId, query.step.server.duid);
  setOption(query, options, Option6.clientId, client);
}

/** LEASEQUERY (RFC 5007 §4.3), where `allow leasequery` lets it. */
export function answerLeasequery(query: Query6): Uint8Array | undefined {
  const asked = checkQuery(query);
  if (!asked) return undefined;
  const options = globalOptions(query);
  if (!parameterFlag(query, 'leasequery', { reply: options })) {
    log(query.step, log6.leasequeryNotAllowed());
    return undefined;
  }
  addIdentifiers(query, options, asked.client);
  const found = find(query, asked.query);
  if (found === 'fault') return undefined;
  if ('message' in found) setStatus(query, options, found);
  const data = 'data' in found ? found.data : [];
  return finishReply(query, MessageType6.leaseQueryReply, [
    ...data,
    ...writeOptions(query, options, LEASEQUERY_OPTIONS),
  ]);
}
