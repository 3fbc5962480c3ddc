import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { NetworkDraft } from './draft.ts';
import { complain, type Resolver } from './resolver.ts';

/** `interface "IF"` in a subnet or shared-network: the network is on that link though no address says so. */
export function readInterface(resolver: Resolver, network: NetworkDraft): void {
  resolver.stream.next();
  const name = resolver.stream.next().value;
  if (network.interfaceName !== undefined) complain(resolver, say.twoInterfaces());
  else if (!resolver.draft.interfaces.has(name)) {
    resolver.draft.interfaces.add(name);
    network.interfaceName = name;
  }
}
