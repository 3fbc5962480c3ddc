/**
 * The reference's hash of names and keys: sum of all octets, each doubling what came before, in 16 bits with end-around
 * carry. It decides the order in which the reference writes hosts and associations.
 */
export function referenceHash(octets: Iterable<number>): number {
  let sum = 0;
  for (const octet of octets) {
    sum = 2 * sum + octet;
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  }
  return sum;
}
