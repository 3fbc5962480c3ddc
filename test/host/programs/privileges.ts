/** Looks accounts up, changes the root and gives up root, telling what came of it. */
import { existsSync } from 'node:fs';
import { changeRoot, dropPrivileges, findAccount } from '../../../src/host/privileges.ts';

const [directory = ''] = process.argv.slice(2);
const told: Record<string, unknown> = {};
const lookUp = (user?: string, group?: string): unknown => {
  const found = findAccount(user, group);
  return found.ok ? found.account : found.message.text();
};
told.nobody = lookUp('nobody');
told['nobody in daemon'] = lookUp('nobody', 'daemon');
told['no user'] = lookUp('nobody-of-that-name');
told['no group'] = lookUp(undefined, 'none-of-that-name');
told.neither = lookUp();
told['no such root'] = changeRoot(`${directory}/missing`)?.text();
told.root = changeRoot(directory)?.text() ?? [process.cwd(), existsSync('/mark'), existsSync('/etc')];
told.drop = dropPrivileges({ uid: 65534, gid: 65533 })?.text() ?? [
  process.getuid?.(),
  process.getgid?.(),
  process.getgroups?.(),
];
told['drop again'] = dropPrivileges({ uid: 1, gid: undefined })?.text();
told['group again'] = dropPrivileges({ uid: undefined, gid: 1 })?.text();
told['look up without root'] = lookUp('nobody');
told['group without root'] = lookUp(undefined, 'daemon');
told['chroot without root'] = changeRoot('/')?.text();
process.stdout.write(JSON.stringify(told));
