import type { SharedNetwork } from '../../../config/config.ts';
import { log6, statusText6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { ipv6FromBytes } from '../../../kernel/address.ts';
import type { Status } from '../../../wire/v6/ia.ts';
import { Option6 } from '../../../wire/v6/packet.ts';
import { iaRow } from '../association/ia-kind.ts';
import { readOptions } from '../association/suboptions.ts';
import type { Identifiers } from '../client/identifiers.ts';
import { locateNetwork } from '../client/network.ts';
import { log, optionOf, type Query6 } from '../state.ts';
import { finishReply, startReply } from './reply.ts';
import { STATUS_OPTIONS, setStatus, writeOptions } from './reply-options.ts';
import { StatusCode } from './status.ts';

type Verdict = 'all-on-link' | 'some-off-link' | 'no-addresses' | 'fault';

function judgeAddress(query: Query6, network: SharedNetwork, data: Uint8Array): Verdict {
  if (data.length < 24) {
    log(query.step, log6.addressError('dhcpv6_confirm', 'IAADDR'));
    return 'fault';
  }
  const subnet = query.step.server.config.subnet6(ipv6FromBytes(data));
  return subnet?.sharedNetwork === network ? 'all-on-link' : 'some-off-link';
}

/** Looks at the addresses of all IA_NA, then of all IA_TA, up to the first that is not on the link. Bindings do not matter. */
function judge(query: Query6, network: SharedNetwork): Verdict {
  let verdict: Verdict = 'no-addresses';
  for (const row of [iaRow('na'), iaRow('ta')]) {
    for (const { code, data } of query.message.options) {
      if (code !== row.option) continue;
      const options = readOptions(query.step, data, row.headerLength);
      if (!options) return 'fault';
      for (const option of options) {
        if (option.code !== row.suboption) continue;
        verdict = judgeAddress(query, network, option.data);
        if (verdict !== 'all-on-link') return verdict;
      }
    }
  }
  return verdict;
}

const STATUS: Readonly<Record<'all-on-link' | 'some-off-link', Status>> = {
  'all-on-link': { code: StatusCode.success, message: statusText6.allOnLink },
  'some-off-link': { code: StatusCode.notOnLink, message: statusText6.someNotOnLink },
};

/** CONFIRM (RFC 8415 §18.3.3): no answer without addresses, or where nothing is known of the link. */
export function answerConfirm(query: Query6, identifiers: Identifiers): Uint8Array | undefined {
  if (!optionOf(query.message, Option6.iaNa) && !optionOf(query.message, Option6.iaTa)) return undefined;
  const network = locateNetwork(query);
  if (!network || network.subnets6.length === 0) return undefined;
  const verdict = judge(query, network);
  if (verdict === 'no-addresses' || verdict === 'fault') return undefined;
  const reply = startReply(query, identifiers);
  setStatus(query, reply.options, STATUS[verdict]);
  return finishReply(query, reply.type, writeOptions(query, reply.options, STATUS_OPTIONS));
}
