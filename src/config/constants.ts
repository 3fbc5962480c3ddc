/**
 * Named numbers of expressions: states of a DHCP client, and results of a DNS update, as the reference counts them
 * (dhcp-eval(5), "NUMERIC EXPRESSIONS").
 */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['reboot', 1],
  ['booting', 2],
  ['select', 3],
  ['request', 4],
  ['bound', 5],
  ['renew', 6],
  ['rebind', 7],
  ['noerror', 0],
  ['formerr', 1],
  ['notimp', 27],
  ['nxdomain', 393231],
  ['yxdomain', 393234],
  ['yxrrset', 393235],
  ['nxrrset', 393236],
  ['refused', 393233],
  ['servfail', 393230],
  ['notauth', 393237],
  ['notzone', 393238],
]);
