import type { Check } from './check.ts';
import { duplicateHosts, fixedInRange, unidentifiedHosts } from './checks/hosts.ts';
import { leaseTimes, missingAuthoritative } from './checks/parameters.ts';
import { rangesOutside, reservedAddresses, reversedRanges, routersOutside } from './checks/ranges.ts';
import { ignoredWords } from './checks/words.ts';

/** All checks of the linter. */
export const CHECKS: readonly Check[] = [
  ignoredWords,
  reversedRanges,
  rangesOutside,
  reservedAddresses,
  routersOutside,
  unidentifiedHosts,
  duplicateHosts,
  fixedInRange,
  missingAuthoritative,
  leaseTimes,
];
