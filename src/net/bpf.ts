/** Classic socket filters (bpf(4)): octets of `struct sock_filter`, eight each. */

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, k: number];

const LOAD_HALF = 0x28;
const LOAD_BYTE = 0x30;
const LOAD_HALF_INDEXED = 0x48;
const LOAD_IP_HEADER_LENGTH = 0xb1;
const JUMP_EQUAL = 0x15;
const JUMP_SET = 0x45;
const RETURN = 0x06;

const ETHERTYPE_IP = 0x0800;

/**
 * Whole unfragmented IPv4 UDP frames to `port` on Ethernet; the same eleven instructions a running dhcpd 4.4.3 shows in
 * `ss -0 -b`. Only the first fragment has a port, so fragments are refused as a whole.
 */
export function dhcpFrameFilter(port: number): Uint8Array {
  return program([
    [LOAD_HALF, 0, 0, 12],
    [JUMP_EQUAL, 0, 8, ETHERTYPE_IP],
    [LOAD_BYTE, 0, 0, 23],
    [JUMP_EQUAL, 0, 6, 17],
    [LOAD_HALF, 0, 0, 20],
    [JUMP_SET, 4, 0, 0x1fff],
    [LOAD_IP_HEADER_LENGTH, 0, 0, 14],
    [LOAD_HALF_INDEXED, 0, 0, 16],
    [JUMP_EQUAL, 0, 1, port],
    [RETURN, 0, 0, 0xffffffff],
    [RETURN, 0, 0, 0],
  ]);
}

/** Nothing at all: a socket that only sends is never woken and queues nothing. */
export const nothingFilter = (): Uint8Array => program([[RETURN, 0, 0, 0]]);

function program(instructions: readonly Instruction[]): Uint8Array {
  const bytes = new Uint8Array(instructions.length * 8);
  const view = new DataView(bytes.buffer);
  instructions.forEach(([code, ifTrue, ifFalse, k], index) => {
    view.setUint16(index * 8, code, true);
    view.setUint8(index * 8 + 2, ifTrue);
    view.setUint8(index * 8 + 3, ifFalse);
    view.setUint32(index * 8 + 4, k, true);
  });
  return bytes;
}
