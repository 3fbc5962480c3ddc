import type { Span } from '../diagnostics/diagnostic.ts';
import type { OptionDefinition } from '../options/definition.ts';

/**
 * Resolved expressions and executable statements (dhcp-eval(5)): names are looked up, types are checked, option values are
 * octets. config/ builds them from the syntax tree, compile.ts turns them into closures, print.ts writes them back as text (lease
 * files keep the bodies of `on expiry` and `on release`).
 */
export type DataExpr =
  | { readonly op: 'const'; readonly value: Uint8Array }
  | { readonly op: 'null' }
  | { readonly op: 'option' | 'config-option'; readonly option: OptionDefinition }
  | { readonly op: 'substring'; readonly data: DataExpr; readonly offset: NumericExpr; readonly length: NumericExpr }
  | { readonly op: 'suffix'; readonly data: DataExpr; readonly length: NumericExpr }
  | { readonly op: 'lcase' | 'ucase'; readonly data: DataExpr }
  | { readonly op: 'concat' | 'pick-first-value'; readonly parts: readonly DataExpr[] }
  | { readonly op: 'reverse'; readonly width: NumericExpr; readonly data: DataExpr }
  | {
      readonly op: 'binary-to-ascii';
      readonly base: NumericExpr;
      readonly width: NumericExpr;
      readonly separator: DataExpr;
      readonly data: DataExpr;
    }
  | { readonly op: 'encode-int'; readonly width: 8 | 16 | 32; readonly number: NumericExpr }
  | { readonly op: 'packet'; readonly offset: NumericExpr; readonly length: NumericExpr }
  | {
      readonly op:
        | 'hardware'
        | 'leased-address'
        | 'host-decl-name'
        | 'filename'
        | 'server-name'
        | 'client-state'
        | 'gethostname';
    }
  /** Addresses of a host name, looked up when evaluated; `family` says A or AAAA. */
  | { readonly op: 'host-lookup'; readonly name: string; readonly family: 4 | 6 }
  | { readonly op: 'v6relay'; readonly hop: NumericExpr; readonly data: DataExpr }
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly ValueExpr[] };

export type NumericExpr =
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'extract-int'; readonly width: 8 | 16 | 32; readonly data: DataExpr }
  | { readonly op: 'lease-time' }
  | {
      readonly op: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^';
      readonly left: NumericExpr;
      readonly right: NumericExpr;
    }
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly ValueExpr[] };

export type BooleanExpr =
  | { readonly op: 'boolean'; readonly value: boolean }
  | { readonly op: 'equal' | 'not-equal'; readonly left: ValueExpr; readonly right: ValueExpr }
  | { readonly op: 'matches' | 'matches-nocase'; readonly data: DataExpr; readonly pattern: DataExpr }
  | { readonly op: 'and' | 'or'; readonly left: BooleanExpr; readonly right: BooleanExpr }
  | { readonly op: 'not'; readonly operand: BooleanExpr }
  | { readonly op: 'exists'; readonly option: OptionDefinition }
  | { readonly op: 'known' | 'static' }
  | { readonly op: 'check'; readonly className: string }
  | { readonly op: 'defined'; readonly name: string }
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly ValueExpr[] };

/** An expression where the type follows from the expression itself (comparisons, `set`, arguments). */
export type ValueExpr =
  | { readonly type: 'data'; readonly expr: DataExpr }
  | { readonly type: 'numeric'; readonly expr: NumericExpr }
  | { readonly type: 'boolean'; readonly expr: BooleanExpr };

export type OptionVerb = 'supersede' | 'default' | 'append' | 'prepend' | 'send';

export type StatementIr = {
  readonly span?: Span;
} /** `option`, `supersede`, `default`, `append`, `prepend`, and every configuration parameter (space `server`). */ & (
  | { readonly op: 'option'; readonly verb: OptionVerb; readonly option: OptionDefinition; readonly value: DataExpr }
  | {
      readonly op: 'if';
      readonly condition: BooleanExpr;
      readonly then: readonly StatementIr[];
      readonly otherwise: readonly StatementIr[];
    }
  | { readonly op: 'switch'; readonly subject: ValueExpr; readonly body: readonly (StatementIr | CaseIr)[] }
  | { readonly op: 'on'; readonly events: readonly EventName[]; readonly body: readonly StatementIr[] }
  | { readonly op: 'set'; readonly name: string; readonly value: ValueExpr }
  | { readonly op: 'unset'; readonly name: string }
  | {
      readonly op: 'define';
      readonly name: string;
      readonly parameters: readonly string[];
      readonly body: readonly StatementIr[];
    }
  | { readonly op: 'log'; readonly level: 'fatal' | 'error' | 'info' | 'debug'; readonly value: DataExpr }
  | { readonly op: 'execute'; readonly command: string; readonly args: readonly DataExpr[] }
  | { readonly op: 'eval' | 'return'; readonly value: ValueExpr }
  | { readonly op: 'add'; readonly className: string }
  | { readonly op: 'break' }
  | { readonly op: 'parse-vendor-option' }
);

export interface CaseIr {
  readonly op: 'case';
  /** Absent for `default:`. */
  readonly value?: ValueExpr;
}

export type EventName = 'commit' | 'release' | 'expiry' | 'transmission';
