import { describe, expect, test } from 'vitest';
import { formatOf, lettersOf } from '../../src/options/format.ts';
import { codeOfUnknown, newRegistry } from '../../src/options/registry.ts';
import { BUILT_IN_SPACES } from '../../src/options/spaces/catalogue.ts';

const lettersFor = (space: string, name: string): string | undefined => {
  const definition = newRegistry().byName(space, name);
  return definition && lettersOf(definition.format);
};

describe('built-in options', () => {
  test.each<[string, number]>([
    ['dhcp', 119],
    ['nwip', 11],
    ['fqdn', 8],
    ['dhcp6', 64],
    ['agent', 6],
    ['vendor-class', 1],
    ['vendor', 1],
    ['isc', 2],
    ['vsio', 1],
    ['isc6', 4],
  ])('space %s has %d', (space, count) => {
    expect([...newRegistry().definitions(space)]).toHaveLength(count);
  });

  test('codes and names occur once a space, registered additions included', () => {
    for (const { rows, extensions } of BUILT_IN_SPACES) {
      const all = [...rows, ...(extensions ?? [])];
      expect(new Set(all.map(([code]) => code)).size).toBe(all.length);
      expect(new Set(all.map(([, name]) => name)).size).toBe(all.length);
    }
  });

  test.each([
    ['dhcp', 'domain-search', 'Dc'],
    ['dhcp6', 'status-code', 'Nstatus-codes.to'],
    ['agent', 'circuit-id', 'X'],
    ['server', 'default-lease-time', 'T'],
    ['server', 'delayed-ack', 'S'],
  ])('%s.%s has format %s', (space, name, letters) => {
    expect(lettersFor(space, name)).toBe(letters);
  });

  test.each(['ldap-server', 'use-eui-64'])('the parameter %s of other builds is not known', (name) => {
    expect(lettersFor('server', name)).toBeUndefined();
  });

  test.each([
    ['dhcp', 'classless-static-routes'],
    ['dhcp', 'rapid-commit'],
    ['dhcp6', 'user-class'],
    ['nosuch', 'routers'],
  ])('%s.%s is unknown, as to the reference', (space, name) => {
    expect(lettersFor(space, name)).toBeUndefined();
  });

  test('names are compared without regard to case', () => {
    expect(lettersFor('DHCP', 'Domain-Name')).toBe('t');
  });
});

describe('registered options that the reference lacks', () => {
  test.each([
    ['dhcp', 'rapid-commit', 80],
    ['dhcp', 'v4-dnr', 162],
    ['dhcp6', 'ntp-server', 56],
    ['dhcp6', 'v6-dnr', 144],
  ])('%s.%s answers only when asked for', (space, name, code) => {
    const registry = newRegistry();
    expect(registry.extension(space, name)?.code).toBe(code);
    expect(registry.isDefined(space, code)).toBe(false);
    expect(registry.byCode(space, code).name).toBe(`unknown-${code}`);
  });

  test('spaces without additions have none', () => {
    expect(newRegistry().extension('agent', 'anything')).toBeUndefined();
  });
});

describe('options without a definition', () => {
  test('are called unknown-N and hold octets', () => {
    expect(newRegistry().byCode('dhcp', 224)).toEqual({
      space: 'dhcp',
      code: 224,
      name: 'unknown-224',
      format: formatOf('X'),
    });
  });

  test.each<[string, number | undefined]>([
    ['unknown-150', 150],
    ['Unknown-7', 7],
    ['unknown-12ab', 12],
    ['unknown-', 0],
    ['unknown-x', 0],
    ['routers', undefined],
  ])('%s names code %s', (name, code) => {
    expect(codeOfUnknown(name)).toBe(code);
  });

  test('unknown-N of a defined code is that option', () => {
    expect(newRegistry().byName('dhcp', 'unknown-150')?.name).toBe('tftp-server-address');
  });

  test.each([
    ['dhcp', 'unknown-0'],
    ['dhcp', 'unknown-255'],
    ['agent', 'unknown-x'],
  ])('%s.%s names no option: the code is none', (space, name) => {
    expect(newRegistry().byName(space, name)).toBeUndefined();
  });

  test('255 is an ordinary code where no code ends the options', () => {
    expect(newRegistry().byName('agent', 'unknown-255')?.code).toBe(255);
  });
});

describe('definitions of a config', () => {
  const custom = (name: string, code: number, letters = 't') => ({
    space: 'dhcp',
    code,
    name,
    format: formatOf(letters),
    userDefined: true,
  });

  test('a new name for a code: the code prints under it, the old name still works', () => {
    const registry = newRegistry();
    registry.define(custom('gateways', 3, 'IA'));
    expect(registry.byCode('dhcp', 3).name).toBe('gateways');
    expect(registry.byName('dhcp', 'routers')?.code).toBe(3);
  });

  test('a new code for a name: the name moves, the old code keeps its definition', () => {
    const registry = newRegistry();
    registry.define(custom('routers', 200));
    expect(registry.byName('dhcp', 'Routers')?.code).toBe(200);
    expect(registry.byCode('dhcp', 3).name).toBe('routers');
  });

  test('codes beyond the width of the space are accepted', () => {
    const registry = newRegistry();
    registry.define(custom('far', 300));
    expect(registry.byName('dhcp', 'far')?.code).toBe(300);
  });

  test('a space of its own takes definitions and is found whatever the case', () => {
    const registry = newRegistry();
    registry.defineSpace({ name: 'Site', codeWidth: 2, lengthWidth: 1 });
    registry.define({ ...custom('a', 1), space: 'site' });
    expect(registry.space('SITE')).toEqual({ name: 'Site', codeWidth: 2, lengthWidth: 1 });
    expect(registry.byName('Site', 'A')?.code).toBe(1);
    expect([...registry.spaces()].at(-1)?.name).toBe('Site');
  });

  test('a definition in a space that does not exist changes nothing', () => {
    const registry = newRegistry();
    registry.define({ ...custom('a', 1), space: 'nosuch' });
    expect([...registry.definitions('nosuch')]).toEqual([]);
  });
});

describe('which option carries a space', () => {
  test.each([
    ['agent', 'dhcp', 82],
    ['nwip', 'dhcp', 63],
    ['fqdn', 'dhcp', 81],
    ['isc', 'vendor', 2495],
    ['vsio', 'dhcp6', 17],
    ['isc6', 'vsio', 2495],
  ])('%s: %s %d', (space, outer, code) => {
    expect(newRegistry().enclosing(space)).toMatchObject({ space: outer, code });
  });

  test('the option defined last to encapsulate a space carries it', () => {
    const registry = newRegistry();
    registry.defineSpace({ name: 'pxe', codeWidth: 1, lengthWidth: 1 });
    expect(registry.enclosing('pxe')).toBeUndefined();
    registry.define({ space: 'dhcp', code: 43, name: 'vendor-pxe', format: formatOf('Epxe.') });
    expect(registry.enclosing('PXE')?.code).toBe(43);
  });
});
