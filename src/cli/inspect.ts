import { readFileSync } from 'node:fs';
import { loadConfig } from '../config/load.ts';
import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import { newJsonRenderer, renderSarif } from '../diagnostics/render-json.ts';
import { newPrettyRenderer } from '../diagnostics/render-pretty.ts';
import { errorText } from '../host/error-text.ts';
import { exitCode, lint } from '../lint/lint.ts';
import { printFile } from '../parser/print.ts';
import { choosePaths } from '../server/paths.ts';
import type { DhcpdCommand, Format } from './dhcpd-arguments.ts';
import { VERSION } from './version.ts';

/** `--lint` and `--print-config`: reads the config, executes nothing. The result is the exit code. */
export function inspect({ task, format, arguments: given }: Extract<DhcpdCommand, { kind: 'inspect' }>): number {
  const paths = choosePaths(given, process.env);
  if (!paths.ok) {
    for (const message of paths.messages) process.stderr.write(`${message.text()}\n`);
    return 1;
  }
  const options = { family: given.family, dhcp4o6: given.dhcp4o6Port !== undefined };
  const loaded = loadConfig(readText, paths.value.config, options);
  const [main] = loaded.parsed;
  if (task === 'print-config' && main) {
    process.stdout.write(printFile(main), 'latin1');
    return 0;
  }
  const findings = lint(loaded, given.family);
  write(findings, loaded.sources, format);
  return exitCode(findings);
}

function write(findings: readonly Diagnostic[], sources: readonly Source[], format: Format): void {
  if (format === 'sarif') {
    process.stdout.write(`${renderSarif(findings, sources, { name: 'dhcpd', version: VERSION })}\n`);
    return;
  }
  const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const render = format === 'json' ? newJsonRenderer(sources) : newPrettyRenderer(sources, { colour });
  for (const finding of findings) process.stdout.write(`${render(finding)}\n`, 'latin1');
}

function readText(name: string): { ok: true; text: string } | { ok: false; reason: string } {
  try {
    return { ok: true, text: readFileSync(name, 'latin1') };
  } catch (error) {
    return { ok: false, reason: errorText(error) };
  }
}
