import { defineMessages, row } from '../message.ts';

/** Log lines about files, processes and sockets of the server. `reason` is the text of strerror(3). */
export const hostLog = defineMessages('host', {
  cannotWriteLeases: row('info', (reason: string) => `commit_leases: unable to commit, fflush(): ${reason}`),
  cannotSyncLeases: row('info', (reason: string) => `commit_leases: unable to commit, fsync(): ${reason}`),
  leasesHeldBack: row(
    'error',
    (file: string) => `Leases cannot be saved to ${file}: no lease is granted or renewed until this works again.`,
  ),
  leasesSavedAgain: row('info', (file: string) => `Leases are saved to ${file} again, service resumes.`),
  cannotCreateLeaseFile: row('error', (reason: string) => `Can't create new lease file: ${reason}`),
  cannotChownLeaseFile: row('error', (reason: string) => `Can't chown new lease file: ${reason}`),
  cannotWriteNewLeaseFile: row(
    'error',
    (file: string, reason: string) => `Can't write new lease database ${file}: ${reason}`,
  ),
  cannotRemoveBackup: row(
    'error',
    (file: string, reason: string) => `Can't remove old lease database backup ${file}: ${reason}`,
  ),
  noLeaseFileToBackUp: row('error', (file: string) => `${file} is missing - no lease db to backup.`),
  cannotBackUp: row(
    'error',
    (file: string, backup: string, reason: string) => `Can't backup lease database ${file} to ${backup}: ${reason}`,
  ),
  cannotInstall: row(
    'error',
    (from: string, to: string, reason: string) => `Can't install new lease database ${from} to ${to}: ${reason}`,
  ),
  executeStatus: row('error', (command: string, status: number) => `execute: ${command} exit status ${status}`),
  executeFailed: row('error', (command: string, reason: string) => `Unable to execute ${command}: ${reason}`),
  executeOverload: row('error', (command: string) => `execute: ${command} not run, too many commands are running`),
  alreadyRunning: row('error', () => `There's already a DHCP server running.`),
  cannotCreatePidFile: row('error', (file: string, reason: string) => `Can't create PID file ${file}: ${reason}.`),
  cannotForkDaemon: row('error', (reason: string) => `Can't fork daemon: ${reason}`),
  rootNeeded: row('error', (purpose: 'set user' | 'set group' | 'use chroot') => `you must be root to ${purpose}`),
  noSuchUser: row('error', (name: string) => `no such user: ${name}`),
  noSuchGroup: row('error', (name: string) => `no such group: ${name}`),
  cannotChroot: row('error', (directory: string, reason: string) => `chroot("${directory}"): ${reason}`),
  cannotChdir: row('error', (directory: string, reason: string) => `chdir("${directory}"): ${reason}`),
  cannotSetGroups: row('error', (reason: string) => `setgroups: ${reason}`),
  cannotSetGroup: row('error', (gid: number, reason: string) => `setgid(${gid}): ${reason}`),
  cannotSetUser: row('error', (uid: number, reason: string) => `setuid(${uid}): ${reason}`),
  linkDown: row('error', (name: string) => `receive_packet failed on ${name}: Network is down`),
  linkUp: row('info', (name: string) => `Interface ${name} is up again.`),
  receiveFailed: row('error', (name: string, reason: string) => `receive_packet failed on ${name}: ${reason}`),
  ipcCannotCreate: row('error', (reason: string) => `Can't create dhcp4o6 socket: ${reason}`),
  ipcCannotReuse: row('error', (reason: string) => `Can't set SO_REUSEADDR option on dhcp4o6 socket: ${reason}`),
  ipcCannotBind: row('error', (reason: string) => `Can't bind dhcp4o6 socket: ${reason}`),
  ipcCannotConnect: row('error', (reason: string) => `Can't connect dhcp4o6 socket: ${reason}`),
});
