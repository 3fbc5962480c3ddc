import type { Diagnostic, Source } from './diagnostic.ts';

/** A diagnostic for programs; fields that do not apply are left out. */
interface JsonDiagnostic {
  readonly severity: Diagnostic['severity'];
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly hint?: string;
}

function record({ severity, message, span, hint }: Diagnostic, sources: readonly Source[]): JsonDiagnostic {
  const said = { severity, code: message.code, message: message.text(), ...(hint === undefined ? {} : { hint }) };
  if (!span) return said;
  const { start, end } = span;
  const place = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  return { ...said, file: sources[span.source]?.name ?? '', ...place };
}

/** One JSON object on one line. */
export function newJsonRenderer(sources: readonly Source[]): (diagnostic: Diagnostic) => string {
  return (diagnostic) => JSON.stringify(record(diagnostic, sources));
}

const SARIF_LEVELS: Readonly<Record<Diagnostic['severity'], string>> = {
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  lint: 'note',
};

function sarifResult({ severity, message, span, hint }: Diagnostic, sources: readonly Source[]) {
  const text = hint === undefined ? message.text() : `${message.text()}\n${hint}`;
  const result = { ruleId: message.code, level: SARIF_LEVELS[severity], message: { text } };
  if (!span || span.start.line < 1) return result;
  const { start, end } = span;
  const region = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  const artifactLocation = { uri: encodeURI(sources[span.source]?.name ?? '') };
  return { ...result, locations: [{ physicalLocation: { artifactLocation, region } }] };
}

/** All diagnostics of a run as one SARIF 2.1.0 log, the form that code hosts and editors take. */
export function renderSarif(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  tool: { readonly name: string; readonly version: string },
): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: tool }, results: diagnostics.map((diagnostic) => sarifResult(diagnostic, sources)) }],
  };
  return JSON.stringify(log, undefined, 2);
}
