import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type koffi from 'koffi';

/** What a server that was started by root becomes afterwards (dhcpd(8), -user -group -chroot). */
export interface Identity {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/** Numeric ids of a user in passwd(5); undefined: no such user. */
export function findUser(name: string): { readonly uid: number; readonly gid: number } | undefined {
  const fields = findLine('/etc/passwd', name);
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** Numeric id of a group in group(5). */
export function findGroup(name: string): number | undefined {
  const fields = findLine('/etc/group', name);
  return fields && Number(fields[2]);
}

function findLine(file: string, name: string): readonly string[] | undefined {
  for (const line of readFileSync(file, 'latin1').split('\n')) {
    const fields = line.split(':');
    if (fields[0] === name && fields.length > 3) return fields;
  }
  return undefined;
}

/** Gives up root for good: group first, since a plain user may not change groups. */
export function become({ uid, gid }: Identity): void {
  if (gid !== undefined) {
    process.setgroups?.([]);
    process.setgid?.(gid);
  }
  if (uid !== undefined) process.setuid?.(uid);
}

/** Makes a directory the root of all files; undefined, or why not (strerror(3)). */
export function changeRoot(directory: string): string | undefined {
  const native = createRequire(import.meta.url)('koffi') as typeof koffi;
  const library = native.load(null);
  const chroot = library.func('int chroot(const char *)') as (path: string) => number;
  if (chroot(directory) === 0) {
    process.chdir('/');
    return undefined;
  }
  const errno = native.errno();
  return (library.func('const char *strerror(int)') as (errno: number) => string)(errno);
}
