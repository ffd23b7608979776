import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRuntime, nodePackages, testedNode } from '../../../src/runtime.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Manifest {
  readonly engines: { readonly node: string };
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

describe('the check of Node', () => {
  it.each(['18.20.4', '20.19.0', '22.17.9'])('stops %s with what to do', (node) => {
    expect(checkRuntime({ node, tz: '2026c' }, 'linux-x64').fatal).toEqual([
      `Lore needs Node 22.18 or newer. This is ${node}. Start it with "npm start", which brings its own Node.`,
    ]);
  });
  it('says which Node to install where npm brings none', () => {
    expect(checkRuntime({ node: '20.19.0' }, 'freebsd-x64').fatal).toEqual([
      'Lore needs Node 22.18 or newer. This is 20.19.0. npm has no Node for freebsd-x64. Install Node 26.10.0 from https://nodejs.org.',
    ]);
  });
  it.each(['22.18.0', '24.1.0', testedNode])('lets %s pass', (node) => {
    expect(checkRuntime({ node, tz: '2026c' })).toEqual({ fatal: [], warnings: [] });
  });
  it('warns of old time-zone data', () => {
    expect(checkRuntime({ node: '24.1.0', tz: '2025b' }).warnings).toHaveLength(1);
  });
});

describe('the Node that npm brings', () => {
  const manifest = JSON.parse(read('package.json')) as Manifest;
  it('is pinned for five platforms', () => {
    const pinned = Object.entries(manifest.optionalDependencies).filter(([name]) => name.startsWith('node-'));
    expect(Object.fromEntries(pinned)).toEqual(
      Object.fromEntries(Object.values(nodePackages).map((name) => [name, testedNode])),
    );
    expect(pinned).toHaveLength(5);
  });
  it('is in the lock file for each, with its hash', () => {
    const lock = JSON.parse(read('package-lock.json')) as {
      readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity?: string }>>;
    };
    for (const name of Object.values(nodePackages))
      expect(lock.packages[`node_modules/${name}`]).toMatchObject({
        version: testedNode,
        integrity: expect.stringMatching(/^sha512-/) as string,
      });
  });
  it('is what runs these tests, and what engines says is tested', () => {
    expect(process.versions.node).toBe(testedNode);
    expect(manifest.engines.node).toBe(`>=${testedNode}`);
  });
  it('is what the README says', () => {
    expect(read('README.md')).toContain(`Node ${testedNode}`);
  });
});
