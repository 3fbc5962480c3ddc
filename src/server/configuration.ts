import { readFileSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { type LoadOptions, loadConfig } from '../config/load.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import type { Level, Message } from '../diagnostics/message.ts';
import { newIscRenderer } from '../diagnostics/render-isc.ts';
import { errorText } from '../host/error-text.ts';
import { done, type Outcome, refused } from './outcome.ts';

/** A config that may be used. */
export interface Configuration {
  readonly config: Config;
  /** To be said once the files have been named. */
  readonly startFindings: readonly Message[];
  /** One of them forbids to start. */
  readonly mustNotStart: boolean;
  /** What is wrong with the declarations of the lease file. */
  readonly leaseFileFindings: readonly Message[];
}

/** Reads dhcpd.conf and what it includes; findings go to the log in the reference's form. */
export function readConfiguration(
  file: string,
  options: LoadOptions,
  log: (message: Message) => void,
): Outcome<Configuration> {
  const { config, diagnostics, sources, ...found } = loadConfig(readTextFile, file, options);
  for (const line of renderDiagnostics(diagnostics, sources)) log(line);
  const fatal = diagnostics.some(({ severity }) => severity === 'fatal');
  if (fatal) return refused();
  const failed = config === undefined || diagnostics.some(({ severity }) => severity === 'error');
  if (failed) return refused(serverLog.configErrors());
  return done({
    config,
    startFindings: renderDiagnostics(found.startFindings, sources),
    mustNotStart: found.startFindings.some(({ severity }) => severity === 'fatal'),
    leaseFileFindings: renderDiagnostics(found.leaseFileFindings, sources),
  });
}

/** A whole file, an octet a character (kernel/bytes.ts). */
function readTextFile(name: string): { ok: true; text: string } | { ok: false; reason: string } {
  try {
    return { ok: true, text: readFileSync(name, 'latin1') };
  } catch (error) {
    return { ok: false, reason: errorText(error) };
  }
}

/** Diagnostics as log lines: `FILE line N: …`, the source line, the caret. */
function renderDiagnostics(diagnostics: readonly Diagnostic[], sources: readonly Source[]): readonly Message[] {
  const render = newIscRenderer(sources);
  return diagnostics
    .filter(({ severity }) => severity !== 'lint')
    .map((diagnostic) => {
      const { message, severity } = diagnostic;
      const level: Level = severity === 'warning' ? message.level : 'error';
      return { code: message.code, level, args: message.args, text: () => render(diagnostic) };
    });
}
