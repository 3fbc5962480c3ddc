import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import { newRegistry } from '../options/registry.ts';
import type { ParsedFile } from '../parser/ast.ts';
import { parseConfigFile } from '../parser/parse.ts';
import { buildConfig } from './build.ts';
import type { Config } from './config.ts';
import { newResolver } from './new-resolver.ts';
import type { Context, Resolver } from './resolver.ts';
import { readRootParameters } from './settings.ts';
import { checkParameters, startFindings } from './start-checks.ts';
import { readStatement } from './statement.ts';
import { TokenStream } from './token-stream.ts';

/** Gives the text of a file (a binary string, one character an octet), or why it cannot be had, as strerror(3) says it. */
export type FileReader = (name: string) => { readonly ok: true; readonly text: string } | NotReadable;
interface NotReadable {
  readonly ok: false;
  readonly reason: string;
}

export interface LoadOptions {
  readonly family: 4 | 6;
  readonly dhcp4o6: boolean;
  /** Hosts, groups, classes and subclasses that the lease file adds to the config or takes out of it, as one text. */
  readonly leaseFile?: Source;
}

export interface LoadedConfig {
  /** Absent when the file must not be used. */
  readonly config: Config | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** What is to be said once the files of a good config have been named; a fatal one among them ends the start. */
  readonly startFindings: readonly Diagnostic[];
  /** What is wrong with the declarations of the lease file; the config stays a good one. */
  readonly leaseFileFindings: readonly Diagnostic[];
  readonly sources: readonly Source[];
  /** The syntax tree of each source, for those who look at more than the meaning. */
  readonly parsed: readonly ParsedFile[];
}

/** Reads a dhcpd.conf with all that it includes. */
export function loadConfig(files: FileReader, name: string, options: LoadOptions): LoadedConfig {
  const loader = new Loader(files, options);
  return loader.load(name, options.leaseFile);
}

class Loader {
  readonly #files: FileReader;
  readonly #sources: Source[] = [];
  readonly #parsed: ParsedFile[] = [];
  /** Names of the files being read, innermost last. */
  readonly #open: string[] = [];
  readonly #resolver: Resolver;

  constructor(files: FileReader, options: LoadOptions) {
    this.#files = files;
    this.#resolver = newResolver({
      ...options,
      options: newRegistry(),
      stream: new TokenStream(NO_FILE, () => false),
      include: (name, context) => this.#read(name, context),
    });
  }

  load(name: string, leaseFile: Source | undefined): LoadedConfig {
    const { draft, report, options } = this.#resolver;
    const scope = draft.root;
    const context: Context = { kind: 'root', scope, network: undefined, subnet: undefined, host: undefined };
    const good = this.#read(name, context);
    const root = good ? readRootParameters(draft, this.#resolver.family, options, report) : undefined;
    if (root) checkParameters(this.#resolver, root);
    const diagnostics = [...report.diagnostics];
    const nothing = { startFindings: [], leaseFileFindings: [], sources: this.#sources, parsed: this.#parsed };
    if (!root || report.ended) return { ...nothing, config: undefined, diagnostics };
    const findings = startFindings(this.#resolver, root);
    if (leaseFile) this.#readText(leaseFile, context);
    const leaseFileFindings = report.diagnostics.slice(diagnostics.length);
    const config = buildConfig(this.#resolver, root.settings);
    return { ...nothing, config, diagnostics, startFindings: findings, leaseFileFindings };
  }

  /** False when something is wrong with the file or with one that it includes. */
  #read(name: string, context: Context): boolean {
    const { report } = this.#resolver;
    const file = this.#files(name);
    if (!file.ok) {
      report.fatal(say.cannotOpen(name, file.reason));
      return false;
    }
    // The reference goes on until its stack overflows.
    if (this.#open.includes(name)) {
      report.fatal(say.includesItself(name));
      return false;
    }
    const outer = this.#resolver.stream;
    const before = report.errors;
    this.#open.push(name);
    this.#readText({ name, text: file.text }, context);
    this.#open.pop();
    this.#resolver.stream = outer;
    return report.errors === before && !report.ended;
  }

  #readText(source: Source, context: Context): void {
    const { report } = this.#resolver;
    const parsed = parseConfigFile(source, this.#sources.push(source) - 1);
    this.#parsed[this.#sources.length - 1] = parsed;
    const outside = report.awaiting(parsed.diagnostics);
    const stream = new TokenStream(parsed, () => report.ended);
    this.#resolver.stream = stream;
    let declarationSeen = false;
    while (stream.peek().type !== 'eof') declarationSeen = readStatement(this.#resolver, context, declarationSeen);
    report.flush();
    report.awaiting(outside);
  }
}

const NOWHERE = { offset: 0, line: 0, column: 0 };
const NO_SOURCE: Source = { name: '', text: '' };
const NO_FILE = {
  source: NO_SOURCE,
  statements: [],
  diagnostics: [],
  eof: { type: 'eof', text: '', value: '', span: { source: 0, start: NOWHERE, end: NOWHERE } },
} as const;
