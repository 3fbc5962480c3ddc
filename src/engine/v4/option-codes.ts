/** DHCP options the engine itself sets or reads (RFC 2132 unless noted). */
export const Dhcp = {
  subnetMask: 1,
  routers: 3,
  domainNameServers: 6,
  hostName: 12,
  vendorEncapsulatedOptions: 43,
  requestedAddress: 50,
  leaseTime: 51,
  messageType: 53,
  serverIdentifier: 54,
  parameterRequestList: 55,
  message: 56,
  maxMessageSize: 57,
  renewalTime: 58,
  rebindingTime: 59,
  vendorClassIdentifier: 60,
  clientIdentifier: 61,
  /** RFC 4702. */
  fqdn: 81,
  /** RFC 3046. */
  relayAgentInformation: 82,
  /** RFC 4388. */
  clientLastTransactionTime: 91,
  /** RFC 4388. */
  associatedIp: 92,
  /** RFC 3011. */
  subnetSelection: 118,
} as const;

/** Sub-options of option 82 the engine reads. */
export const Agent = {
  /** RFC 3527. */
  linkSelection: 5,
} as const;

/** Configuration parameters: the `server` option space (dhcpd.conf(5)). */
export const Parameter = {
  defaultLeaseTime: 1,
  maxLeaseTime: 2,
  minLeaseTime: 3,
  dynamicBootpLeaseCutoff: 4,
  dynamicBootpLeaseLength: 5,
  bootUnknownClients: 6,
  allowBootp: 8,
  allowBooting: 9,
  oneLeasePerClient: 10,
  getLeaseHostnames: 11,
  useHostDeclNames: 12,
  useLeaseAddrForDefaultRoute: 13,
  minSecs: 14,
  filename: 15,
  serverName: 16,
  nextServer: 17,
  vendorOptionSpace: 19,
  alwaysReplyRfc1048: 20,
  siteOptionSpace: 21,
  alwaysBroadcast: 22,
  duplicates: 28,
  declines: 29,
  stashAgentOptions: 37,
  pingCheck: 42,
  pingTimeout: 46,
  infiniteIsReserved: 47,
  leasequery: 49,
  adaptiveLeaseTimeThreshold: 50,
  dhcpCacheThreshold: 78,
  ignoreClientUids: 82,
  logThresholdLow: 83,
  logThresholdHigh: 84,
  echoClientId: 85,
  pingClttSecs: 99,
  pingTimeoutMs: 100,
} as const;
