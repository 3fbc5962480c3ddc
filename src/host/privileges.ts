import { createRequire } from 'node:module';
import type koffi from 'koffi';
import { hostLog } from '../diagnostics/catalogue/host.ts';
import type { Message } from '../diagnostics/message.ts';
import { errorText } from './error-text.ts';

/** Giving up root: `-user`, `-group` and `-chroot`. Node has no calls for the account database and for chroot(2). */

export interface Account {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

export type FoundAccount =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly message: Message };

interface Accounts {
  /** Undefined for a name that nobody has. */
  user(name: string): { readonly uid: number; readonly gid: number } | undefined;
  group(name: string): number | undefined;
  chroot(directory: string): string | undefined;
}

/** struct passwd and struct group: after two pointers come the numbers. */
const NUMBERS_AT = 16;

function systemAccounts(): Accounts {
  const native = createRequire(import.meta.url)('koffi') as typeof koffi;
  const library = native.load(null);
  const getpwnam = library.func('void *getpwnam(const char *)') as (name: string) => unknown;
  const getgrnam = library.func('void *getgrnam(const char *)') as (name: string) => unknown;
  const chroot = library.func('int chroot(const char *)') as (directory: string) => number;
  const strerror = library.func('const char *strerror(int)') as (errno: number) => string;
  const numberAt = (entry: unknown, offset: number): number => native.decode(entry, offset, 'uint32_t') as number;
  return {
    user(name) {
      const entry = getpwnam(name);
      return entry ? { uid: numberAt(entry, NUMBERS_AT), gid: numberAt(entry, NUMBERS_AT + 4) } : undefined;
    },
    group(name) {
      const entry = getgrnam(name);
      return entry ? numberAt(entry, NUMBERS_AT) : undefined;
    },
    chroot: (directory) => (chroot(directory) === 0 ? undefined : strerror(native.errno())),
  };
}

const isRoot = (): boolean => process.geteuid?.() === 0;
const refuse = (message: Message): FoundAccount => ({ ok: false, message });

/** Numbers of the user and group named on the command line; a user without a group brings its own. */
export function findAccount(user: string | undefined, group: string | undefined): FoundAccount {
  let account: Account = { uid: undefined, gid: undefined };
  if (user !== undefined) {
    if (!isRoot()) return refuse(hostLog.rootNeeded('set user'));
    const found = systemAccounts().user(user);
    if (!found) return refuse(hostLog.noSuchUser(user));
    account = found;
  }
  if (group !== undefined) {
    if (!isRoot()) return refuse(hostLog.rootNeeded('set group'));
    const gid = systemAccounts().group(group);
    if (gid === undefined) return refuse(hostLog.noSuchGroup(group));
    account = { ...account, gid };
  }
  return { ok: true, account };
}

/** Makes `directory` the root of the file system; what went wrong, if anything. */
export function changeRoot(directory: string): Message | undefined {
  if (!isRoot()) return hostLog.rootNeeded('use chroot');
  const reason = systemAccounts().chroot(directory);
  if (reason !== undefined) return hostLog.cannotChroot(directory, reason);
  return attempt(
    () => process.chdir('/'),
    (why) => hostLog.cannotChdir('/', why),
  );
}

/** The group goes first: without root it could not be changed any more. */
export function dropPrivileges({ uid, gid }: Account): Message | undefined {
  let failed: Message | undefined;
  if (gid !== undefined) {
    failed =
      attempt(() => process.setgroups?.([]), hostLog.cannotSetGroups) ??
      attempt(
        () => process.setgid?.(gid),
        (why) => hostLog.cannotSetGroup(gid, why),
      );
  }
  if (uid === undefined) return failed;
  return (
    failed ??
    attempt(
      () => process.setuid?.(uid),
      (why) => hostLog.cannotSetUser(uid, why),
    )
  );
}

function attempt(work: () => void, message: (reason: string) => Message): Message | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return message(errorText(error));
  }
}
