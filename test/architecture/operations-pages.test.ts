/**
 * What the pages for operators say of servers and containers, where nothing can be played: that each command is one, for what is there, and that
 * the pages, the units in deploy/, the Dockerfile and the compose file say the same.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pino } from 'pino';
import { parse } from 'yaml';
import { settings } from '../../src/settings.ts';
import { loreProgram } from '../../src/operator/program.ts';
import { stagesOf } from '../support/dockerfile.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const operations = readdirSync(join(root, 'docs/operations')).map((name) => `docs/operations/${name}`);
const pages = [...operations, 'docs/guides/install.md'];
const server = read('docs/operations/server.md');
const watch = read('docs/operations/watch.md');

const blocksIn = (page: string, language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block = '']) => block);
const shell = pages.flatMap((page) => blocksIn(read(page), 'sh'));
/** One line a command, as it is typed. */
const lines = shell
  .flatMap((block) => block.replaceAll(/\\\n\s*/g, ' ').split('\n'))
  .filter((line) => line !== '');
/** Also those that stand in a table or in a sentence. */
const typed = [
  ...lines,
  ...pages.flatMap((page) => [...read(page).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)),
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-pages-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('what is typed on a server', () => {
  it('is what a shell reads', () => {
    expect(shell.length).toBeGreaterThan(8);
    for (const block of shell)
      expect(spawnSync('bash', ['-n'], { input: block, encoding: 'utf8' }).stderr).toBe('');
  });

  it('installs what is there, where the units look for it', () => {
    const named = [...server.matchAll(/(?<![\w/])(?:deploy\/[\w.-]+|\.env\.example|compose\.yaml)/g)].map(
      ([path]) => path,
    );
    expect([...new Set(named)].toSorted()).toEqual(
      [
        '.env.example',
        'compose.yaml',
        ...['lore', 'lore-backup.service', 'lore-backup.timer', 'lore.service'].map(
          (name) => `deploy/${name}`,
        ),
      ].toSorted(),
    );
    for (const path of named) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    expect(lines).toContain('sudo git clone https://github.com/YOUR-COMPANY/lore /opt/lore');
    expect(lines).toContain('sudo install -D -m 0600 .env.example /etc/lore/env');
  });

  it('are commands of Lore, with options that they have', () => {
    const { commands } = loreProgram({}, []);
    const of = typed.flatMap((line) =>
      [
        ...line.matchAll(
          /(?:sudo|run --rm(?: -T)?(?: --env \S+)? lore|exec lore) lore ([a-z-]+)((?: [^&|>]+)?)/g,
        ),
      ].map(([, name = '', rest = '']) => [name, rest] as const),
    );
    expect(of.length).toBeGreaterThan(8);
    for (const [name, rest] of of) {
      const command = commands.find((each) => each.name() === name);
      expect([name, command?.name()]).toEqual([name, name]);
      const known = command?.options.map(({ long }) => long) ?? [];
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(known).toContain(option);
    }
  });

  it('says whether the last backup is old', () => {
    const [line = ''] = lines.filter((each) => each.startsWith('find /var/lib/lore-backups/'));
    const isFresh = () => spawnSync('bash', ['-c', line.replace('/var/lib/lore-backups/', folder)]).status;
    expect(isFresh()).toBe(1);
    for (const name of ['lore-1.lore.part', 'lore-1.lore']) {
      writeFileSync(join(folder, name), '');
      expect(isFresh()).toBe(name.endsWith('.part') ? 1 : 0);
    }
    const long = Date.now() / 1000 - 3 * 86_400;
    utimesSync(join(folder, 'lore-1.lore'), long, long);
    expect(isFresh()).toBe(1);
  });
});

describe('what runs on a server with systemd', () => {
  const unitOf = (name: string) =>
    read(`deploy/${name}`)
      .split('\n')
      .filter((line) => /^\w+=/.test(line));
  const lore = unitOf('lore.service');
  const backup = unitOf('lore-backup.service');

  it('a backup runs as Lore does: the same user, settings and database, and no more rights', () => {
    const own =
      /^(?:Description|After|Wants|Type|ExecStart|ExecStartPost|StateDirectory|User|Restart\w*|TimeoutStopSec|WantedBy)=/;
    const shared = (unit: readonly string[]) => unit.filter((line) => !own.test(line)).toSorted();
    expect(shared(backup)).toEqual(shared(lore));
    // Without a name of its own, a unit's user is called as the unit is.
    expect(backup).toContain('User=lore');
    expect(backup).toContain('StateDirectory=lore lore-backups');
    expect(unitOf('lore-backup.timer')).toContain('OnCalendar=*-*-* 04:30');
  });

  it('so does the export of lessons, which is as the page about it says', () => {
    const page = read('docs/operations/library.md');
    const lessons = unitOf('lore-lessons.service');
    const but = (unit: readonly string[]) =>
      unit
        .filter((line) => !/^(?:Description|ExecStart|ExecStartPost|StateDirectory)=/.test(line))
        .toSorted();
    expect(but(lessons)).toEqual(but(backup));
    expect(lessons).toContain('StateDirectory=lore lore-lessons');
    const [start = ''] = lessons.filter((line) => line.startsWith('ExecStart='));
    const [program = '', script = '', ...typed] = start.slice('ExecStart='.length).split(' ');
    expect([program, script]).toEqual(['/opt/lore/node_modules/.bin/node', 'src/cli.ts']);
    expect(typed).toEqual(['export', '--lessons', '/var/lib/lore-lessons/lessons']);
    expect(page).toContain('`/var/lib/lore-lessons/lessons`');
    for (const [path] of page.matchAll(/deploy\/lore-lessons\.\w+/g))
      expect(existsSync(join(root, path))).toBe(true);
    expect(unitOf('lore-lessons.timer')).toContain('OnCalendar=*-*-* 04:15');
  });

  it('a backup deletes those of a fortnight ago, and nothing else', () => {
    const [after = ''] = backup.filter((line) => line.startsWith('ExecStartPost='));
    const [program = '', , ...args] = after.slice('ExecStartPost='.length).split(' ');
    const long = Date.now() / 1000 - 16 * 86_400;
    for (const name of ['lore-a.lore', 'lore-b.lore', 'lore-c.lore.part', 'notes.txt'])
      writeFileSync(join(folder, name), '');
    for (const name of ['lore-a.lore', 'lore-c.lore.part', 'notes.txt'])
      utimesSync(join(folder, name), long, long);
    execFileSync(program, [folder, ...args]);
    expect(readdirSync(folder).toSorted()).toEqual(['lore-b.lore', 'notes.txt']);
  });

  it('a backup is named after its time, so that a second one on a day is another file', () => {
    const [start = ''] = backup.filter((line) => line.startsWith('ExecStart='));
    const [, script = ''] = /-c '(.*)'$/.exec(start) ?? [];
    // As systemd reads it.
    const said = script
      .replaceAll('$$', '$')
      .replaceAll('%%', '%')
      .replace(/^exec \S+ src\/cli\.ts/, 'echo');
    expect(execFileSync('/bin/sh', ['-c', said], { encoding: 'utf8' })).toMatch(
      /^backup --out \/var\/lib\/lore-backups\/lore-\d{4}-\d\d-\d\dT\d{4}\.lore\n$/,
    );
  });

  it('a command runs as Lore does, and hands on what is typed', () => {
    expect(statSync(join(root, 'deploy/lore')).mode & 0o111).toBe(0o111);
    writeFileSync(join(folder, 'systemd-run'), '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    chmodSync(join(folder, 'systemd-run'), 0o755);
    const run = (...[over, ...args]: readonly [Record<string, string>, ...string[]]) =>
      execFileSync(join(root, 'deploy/lore'), args, {
        env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, ...over },
        encoding: 'utf8',
      })
        .split('\n')
        .slice(0, -1);
    const program = ['/opt/lore/node_modules/.bin/node', 'src/cli.ts'];
    const said = run({}, 'doctor', '--live', '#a channel');
    expect(said.slice(said.indexOf('--') + 1)).toEqual([...program, 'doctor', '--live', '#a channel']);
    const [, url = ''] = lore.find((line) => line.startsWith('Environment='))?.split(/=(.*)/) ?? [];
    for (const each of [
      url,
      'User=lore',
      'StateDirectory=lore lore-backups',
      ...lore.filter((line) =>
        /^(?:WorkingDirectory|EnvironmentFile|DynamicUser|UMask|StateDirectoryMode)=/.test(line),
      ),
    ])
      expect(said).toContain(each);
    const other = run({ DATABASE_URL: 'postgres://lore@elsewhere/lore' }, 'doctor');
    expect(other.slice(other.indexOf('--') + 1)).toEqual([
      '/usr/bin/env',
      'DATABASE_URL=postgres://lore@elsewhere/lore',
      ...program,
      'doctor',
    ]);
  });
});

describe('what runs in a container', () => {
  const compose = parse(read('compose.yaml')) as {
    readonly services: Readonly<
      Record<string, { readonly volumes: readonly string[]; readonly tmpfs: readonly string[] }>
    >;
  };
  const last = stagesOf(read('Dockerfile')).get('') ?? [];

  it('is a service that compose has', () => {
    const of = typed.flatMap((line) => [
      ...line.matchAll(/docker compose (run|exec|stop|logs|cp) ((?:-\S+ (?:DATABASE_URL=\S+ )?)*)([a-z]+)/g),
    ]);
    expect(of.length).toBeGreaterThan(8);
    for (const [, , , service = ''] of of) expect(Object.keys(compose.services)).toContain(service);
  });

  it('has without compose what it has with it', () => {
    const [run = ''] = lines.filter((line) => line.startsWith('docker run --detach'));
    for (const option of [
      '--read-only',
      '--tmpfs /tmp',
      '--cap-drop ALL',
      '--security-opt no-new-privileges',
      '--restart unless-stopped',
    ])
      expect(run).toContain(option);
    const folders = (text: string) =>
      [...text.matchAll(/--volume [a-z-]+:(\S+)/g)].map(([, path = '']) => path);
    const [once = ''] = typed.filter((line) => line.startsWith('docker run --rm'));
    const kept = compose.services['lore']?.volumes.map((volume) => volume.split(':')[1]);
    expect([folders(run), folders(once)]).toEqual([kept, kept]);
  });

  it('is built with the certificate that the page names', () => {
    const id = /--secret id=(\w+),/.exec(server)?.[1] ?? 'none';
    const installs = [...stagesOf(read('Dockerfile')).values()]
      .flat()
      .find(({ rest }) => rest.includes('npm ci'));
    expect(installs?.rest).toContain(`--mount=type=secret,id=${id} NODE_EXTRA_CA_CERTS=/run/secrets/${id} `);
    const override = blocksIn(server, 'yaml').map((block) => parse(block) as typeof compose);
    const path = override[0]?.services['lore']?.volumes[0]?.split(':')[1] ?? 'none';
    expect(server).toContain(`NODE_EXTRA_CA_CERTS=${path}`);
  });

  it('says on which port it is alive, and Prometheus asks that one', () => {
    const { rest = '' } = last.find(({ name }) => name === 'ENV') ?? {};
    const port = /METRICS_PORT=(\d+)/.exec(rest)?.[1] ?? 'none';
    expect(server).toContain(`\`GET /healthz\` on port ${port}`);
    const [scrape = ''] = blocksIn(watch, 'yaml');
    const { scrape_configs: configs } = parse(scrape) as {
      readonly scrape_configs: readonly { readonly job_name: string }[];
    };
    expect(configs).toEqual([{ job_name: 'lore', static_configs: [{ targets: [`127.0.0.1:${port}`] }] }]);
  });
});

it('what speaks TLS in front hands on what Slack sends, to the port on which Lore listens', () => {
  const port = settings.find(({ name }) => name === 'PORT')?.example ?? 'none';
  const [caddy = '', nginx = ''] = blocksIn(server, '').filter((block) => block.includes('lore.example.org'));
  expect(caddy.replaceAll(/\s+/g, ' ')).toBe(
    `lore.example.org { handle /slack/events { reverse_proxy 127.0.0.1:${port} } } `,
  );
  expect(nginx).toContain('location = /slack/events {');
  expect(nginx).toContain(`proxy_pass http://127.0.0.1:${port};`);
  expect(nginx.match(/\{/g)).toHaveLength(nginx.match(/\}/g)?.length ?? 0);
  expect(JSON.stringify(JSON.parse(read('manifests/http.json')))).toContain('/slack/events');
});

it('the page about watching has each check of /readyz, and no other', () => {
  const names = [...read('src/watch/checks.ts').matchAll(/\bname: '([a-z]+)'/g)].map(([, name]) => name);
  const table = watch.slice(watch.indexOf('| check |'), watch.indexOf('## Metrics'));
  expect([...table.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name)).toEqual(names);
});

it('the page about errors finds a reference in a log, in the line that has it', () => {
  const [find = ''] = blocksIn(read('docs/operations/errors.md'), 'sh').flatMap((block) => block.split('\n'));
  const log = join(folder, 'lore.log');
  const lines: string[] = [];
  const to = { write: (line: string) => void lines.push(line) };
  for (const reference of ['aaaa1111', 'k3m9x2pq']) pino({}, to).error({ reference }, 'a request failed');
  writeFileSync(log, lines.join(''));
  expect(execFileSync('bash', ['-c', find], { cwd: folder, encoding: 'utf8' })).toBe(lines[1]);
});
