import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finish, makeNamespace, type Namespace, namespaceObstacle } from '../support/namespace.ts';

/** The documents say what is so: commands run as they stand there, files they name exist. */

const root = resolve(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'COMPAT.md'];

/** The indented line of a document that begins with a text. */
function command(document: string, beginning: string): string {
  const line = read(document)
    .split('\n')
    .map((text) => text.trim())
    .find((text) => text.startsWith(beginning));
  if (line === undefined) throw new Error(`${document} does not say: ${beginning}`);
  return line.split(/\s+#\s/, 1)[0] as string;
}

describe('the documents', () => {
  it.each(DOCUMENTS)('%s links only to files that exist', (document) => {
    const links = [...read(document).matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] as string);
    expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
  });

  it.each(DOCUMENTS)('%s names only npm scripts that exist', (document) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [
      ...read(document).matchAll(/npm (?:run )?(start|test|check|bench|build|conformance|fuzz|sim|grammar)\b/g),
    ];
    expect(named.map((match) => match[1] as string).filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('ARCHITECTURE.md has a row for every folder of src, and no other', () => {
    const rows = [...read('ARCHITECTURE.md').matchAll(/^\| \d \| `src\/([^/]+)\/`/gm)].map(
      (match) => match[1] as string,
    );
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rows.sort()).toEqual(folders.map(({ name }) => name).sort());
  });
});

describe.skipIf(namespaceObstacle !== undefined)(`README.md (${namespaceObstacle ?? 'in a namespace'})`, () => {
  let namespace: Namespace;
  beforeEach(() => {
    namespace = makeNamespace();
    namespace.addVethPair('s0', 'peer0', { ipv6: true });
    namespace.run('ip', '-6', 'addr', 'add', '2001:db8:1:1::1/64', 'dev', 's0', 'nodad');
  });
  afterEach(() => namespace.remove());

  /** A shell in examples/ with `dhcpd` on its PATH, and Debian's folders empty and its own. */
  function shell(script: string): readonly string[] {
    const own = 'mount -t tmpfs none /var/lib && mount -t tmpfs none /run';
    const setUp = `${own} && export PATH=${join(root, 'bin')}:$PATH && cd ${join(root, 'examples')}`;
    return [
      'netns',
      'exec',
      namespace.name,
      'unshare',
      '-m',
      '--propagation',
      'private',
      'sh',
      '-c',
      `${setUp} && ${script}`,
    ];
  }

  it('says how to create the default lease files, without which a server does not start', () => {
    const start = command('README.md', 'dhcpd -f -d -6 -4o6');
    const { status, stderr } = spawnSync('ip', shell(start), { encoding: 'latin1', timeout: 20_000 });
    expect(status).toBe(1);
    expect(stderr).toContain("Can't open lease database /var/lib/dhcp/dhcpd6.leases: No such file or directory --\n");
  });

  it.each([
    ['dhcpd -f -d -6 -4o6', 'Listening on Socket/'],
    ['dhcpd -f -d -4 -4o6', 'Database file: /var/lib/dhcp/dhcpd.leases'],
  ])('%s … serves when typed just so in examples/', async (beginning, line) => {
    const script = `${command('README.md', 'mkdir -p /var/lib/dhcp')} && exec ${command('README.md', beginning)}`;
    const child = spawn('ip', shell(script));
    const finished = finish(child, 20_000);
    child.stderr.on('data', (text) => {
      if (String(text).includes('Server starting service.')) child.kill('SIGTERM');
    });
    const { stderr } = await finished;
    expect(stderr).toContain(line);
    expect(stderr).toContain('Server starting service.');
  });
});
