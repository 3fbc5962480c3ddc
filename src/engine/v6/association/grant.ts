import type { Scope } from '../../../config/config.ts';
import type { OptionState } from '../../../expr/context.ts';
import { newOptionState } from '../../../expr/option-state.ts';
import { type EpochSeconds, epochSeconds, NEVER, seconds } from '../../../kernel/scalars.ts';
import { MessageType6 } from '../../../wire/v6/packet.ts';
import { contextOf } from '../context.ts';
import { isQuiet, runClientScopes, runScopes } from '../scopes.ts';
import { lifetimesOf } from './lifetimes.ts';
import { type IaWork, INFINITE, type LeaseDraft, type Outcome, type Suboption6 } from './session.ts';

interface Grantee {
  readonly scope: Scope;
  readonly draft: LeaseDraft | undefined;
  readonly place: Pick<Suboption6, 'address' | 'prefixLength'>;
}

/**
 * Runs the statements that belong to the address. The reference runs the global scope again for its `on` statements, and all
 * the others a second time for the options of the association itself; neither leaves anything in the reply, but `log` and
 * `set` are seen to run.
 */
function runStatements(work: IaWork, scope: Scope, draft: LeaseDraft | undefined): () => void {
  const { query, reply, host } = work.session;
  const { root } = query.step.server.config;
  const onEvent = (draft?.events ?? work.staticEvents).set;
  const leaseVariables = draft?.variables;
  const place = { scope, host: host?.scope };
  const aside = (options: OptionState) => contextOf(query, { reply: options, leaseVariables });
  if (!root.statements.isConstant) {
    runScopes(root, undefined, contextOf(query, { reply: newOptionState(), onEvent }));
  }
  runClientScopes(query, place, contextOf(query, { reply: reply.options, leaseVariables, onEvent }));
  const scopes = [scope, host?.scope, ...query.classes.map((membership) => membership.scope)];
  if (scopes.every((each) => isQuiet(each, root))) return () => {};
  return () => runClientScopes(query, place, aside(newOptionState()));
}

function endOf(now: EpochSeconds, valid: number): EpochSeconds {
  return valid === INFINITE ? NEVER : epochSeconds(Math.min(now + valid, NEVER));
}

/** Gives the association an address or prefix: its statements, lifetimes and option. */
export function grant(work: IaWork, { scope, draft, place }: Grantee): Outcome {
  const finish = runStatements(work, scope, draft);
  const lifetimes = lifetimesOf(work, draft?.variables);
  if (!lifetimes) return 'fault';
  const { preferred, valid } = lifetimes;
  work.leastPreferred = Math.min(work.leastPreferred, preferred);
  if (draft) {
    draft.preferred = seconds(preferred);
    draft.valid = seconds(valid);
    draft.ends = endOf(work.session.query.step.now, valid);
    work.drafts.push(draft);
  }
  finish();
  work.resources++;
  addSuboption(work, { ...place, preferred, valid });
  return 'fine';
}

/** Sends an address or prefix as it is. */
function addSuboption(work: IaWork, suboption: Suboption6): void {
  work.suboptions.push(suboption);
  work.hasSuboptions = true;
}

/** Tells the client that an address or prefix is none of its any more (RFC 8415 §18.3.4, §18.3.5). */
export function sendRevoked(work: IaWork, place: Pick<Suboption6, 'address' | 'prefixLength'>): void {
  addSuboption(work, { address: place.address, prefixLength: place.prefixLength, preferred: 0, valid: 0 });
}

/** Empties the association; with a status, that is all it will hold. */
export function settle(work: IaWork, status: IaWork['status']): Outcome {
  work.suboptions = [];
  work.status = status;
  return 'settled';
}

/** True when what is answered now binds the client: a REPLY, not an ADVERTISE. */
export const isBinding = (work: IaWork): boolean => work.session.reply.type === MessageType6.reply;
