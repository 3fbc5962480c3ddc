/** Status codes (RFC 8415 §21.13, RFC 5007 §4.1.3). */
export const StatusCode = {
  success: 0,
  unspecFail: 1,
  noAddrsAvail: 2,
  noBinding: 3,
  notOnLink: 4,
  useMulticast: 5,
  noPrefixAvail: 6,
  unknownQueryType: 7,
  malformedQuery: 8,
  notConfigured: 9,
  notAllowed: 10,
} as const;
