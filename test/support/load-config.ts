import { expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { type LoadedConfig, loadConfig } from '../../src/config/load.ts';

/** Reads a config given as text, with the files it includes. */
export function load(
  conf: string,
  family: 4 | 6 = 4,
  more: { readonly files?: Readonly<Record<string, string>>; readonly dhcp4o6?: boolean } = {},
): LoadedConfig {
  const files: Readonly<Record<string, string>> = { ...more.files, 'dhcpd.conf': conf };
  const read = (name: string) => {
    const text = files[name];
    if (text === undefined) return { ok: false, reason: 'No such file or directory' } as const;
    return { ok: true, text } as const;
  };
  return loadConfig(read, 'dhcpd.conf', { family, dhcp4o6: more.dhcp4o6 ?? false });
}

/** A config that must be right. */
export function good(conf: string, family: 4 | 6 = 4): Config {
  const { config, diagnostics } = load(conf, family);
  if (!config) throw new Error(diagnostics.map((d) => d.message.text()).join('\n'));
  return config;
}

/** What is said, each with the line it is said of. */
export function said({ diagnostics, startFindings }: LoadedConfig): readonly string[] {
  return [...diagnostics, ...startFindings].map(({ message, span }) =>
    span ? `${span.start.line}: ${message.text()}` : message.text(),
  );
}

/** A config, whether it is accepted, and what is said of it; `in6` where DHCPv6 mode differs. */
export interface Case {
  readonly rule: string;
  readonly conf: string;
  readonly accepted: boolean;
  readonly says: readonly string[];
  readonly in6?: { readonly accepted: boolean; readonly says: readonly string[] };
}

/** One test for each case and address family. */
export function check(cases: readonly Case[]): void {
  for (const { rule, conf, accepted, says, in6 } of cases) {
    it(`-4: ${rule}`, () => verify(conf, 4, { accepted, says }));
    it(`-6: ${rule}`, () => verify(conf, 6, in6 ?? { accepted, says }));
  }
}

function verify(conf: string, family: 4 | 6, wanted: { readonly accepted: boolean; readonly says: readonly string[] }) {
  const loaded = load(conf, family);
  expect(said(loaded)).toEqual(wanted.says);
  const mayStart = loaded.startFindings.every(({ severity }) => severity !== 'fatal');
  expect(loaded.config !== undefined && mayStart).toBe(wanted.accepted);
}
