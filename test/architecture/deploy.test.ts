/** What runs Lore elsewhere: the image, the compose file, the systemd unit. Each is read, and starts what is there, with no more rights than it needs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { settings } from '../../src/settings.ts';
import { execForm, stagesOf } from '../support/dockerfile.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const start = (JSON.parse(read('package.json')) as { scripts: { start: string } }).scripts.start.split(' ');

describe('the Dockerfile', () => {
  const stages = stagesOf(read('Dockerfile'));
  const last = stages.get('') ?? [];
  const all = [...stages.values()].flat();

  it('starts Lore as npm start does, without a shell between, and not as root', () => {
    expect(execForm(last, 'CMD')).toEqual(start);
    const user = last.findIndex(({ name }) => name === 'USER');
    expect(last[user]?.rest).toMatch(/^[1-9]\d+:[1-9]\d+$/);
    expect(last.slice(user).some(({ name }) => name === 'RUN' || name === 'COPY')).toBe(false);
  });

  it('installs what Lore needs alone, and copies what is there', () => {
    expect(all.filter(({ rest }) => rest.endsWith(' npm ci --omit=dev --workspaces=false'))).toHaveLength(1);
    const copied = all.filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'));
    const sources = copied.flatMap(({ rest }) => rest.split(' ').slice(0, -1));
    expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
    const admitted = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(admitted[0]).toBe('*');
    expect(new Set(admitted.slice(1))).toEqual(new Set(sources.map((source) => `!${source}`)));
  });

  it('holds no secret: none is given to it, and none can be copied', () => {
    expect(all.filter(({ name }) => name === 'ARG')).toEqual([]);
    const set = all
      .filter(({ name }) => name === 'ENV')
      .map(({ rest }) => rest)
      .join(' ');
    expect(set).toContain('DATABASE_URL=sqlite:/data/lore.db');
    expect(set).not.toMatch(/token|secret|password|key/i);
    expect(read('.dockerignore')).not.toMatch(/!.*(\.env|data|\.git)/);
  });

  it('asks the port that it opens whether Lore is alive', () => {
    const health = execForm(last, 'HEALTHCHECK').join(' ');
    const { rest = '' } = last.find(({ name }) => name === 'ENV') ?? {};
    const port = /METRICS_PORT=(\d+)/.exec(rest)?.[1] ?? 'none';
    expect(health).toContain(`http://127.0.0.1:${port}/healthz`);
    expect(last.find(({ name }) => name === 'EXPOSE')?.rest).toContain(port);
  });
});

/** What compose takes of what we use: the compose specification's names and kinds. */
const words = z.array(z.string());
const service = z.strictObject({
  build: z.literal('.').optional(),
  image: z.string(),
  env_file: z.literal('.env').optional(),
  environment: z.record(z.string(), z.string()),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  volumes: words.optional(),
  healthcheck: z
    .strictObject({ test: words, interval: z.string(), timeout: z.string(), retries: z.number() })
    .optional(),
  restart: z.literal('unless-stopped'),
  stop_grace_period: z.string().optional(),
  read_only: z.literal(true),
  tmpfs: words,
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: words.optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
});

describe('compose.yaml', () => {
  const { services, volumes } = z
    .strictObject({
      services: z.strictObject({ lore: service, database: service }),
      volumes: z.record(z.string(), z.null()),
    })
    .parse(parse(read('compose.yaml')));

  it('starts Lore as the image does, once its database is healthy, with the rights of nobody', () => {
    expect(services.lore).not.toHaveProperty('command');
    expect(services.lore.cap_add).toBeUndefined();
    expect(services.lore.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(services.database.healthcheck?.test).toEqual(['CMD', 'pg_isready', '-U', 'lore', '-d', 'lore']);
  });

  it('gives Lore a database that its settings take, and no secret of its own', () => {
    // Another one can be named in .env, as after a restore.
    const filled = (text: string) =>
      text
        .replaceAll(/\$\{POSTGRES_PASSWORD:\?[^}]*\}/g, 'abc123')
        .replaceAll(/\$\{DATABASE_URL:-([^}]*)\}/g, '$1');
    const given = Object.entries(services.lore.environment).map(([name, value]) => [name, filled(value)]);
    const environment: Record<string, string> = Object.fromEntries(given) as Record<string, string>;
    for (const name of Object.keys(environment)) expect(settings.map((each) => each.name)).toContain(name);
    const { databaseUrl } = readConfig({
      ...environment,
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
    });
    const { username, hostname, pathname } = new URL(databaseUrl);
    expect([username, hostname, pathname]).toEqual(['lore', 'database', '/lore']);
    expect(services.database.environment['POSTGRES_PASSWORD']).toMatch(/^\$\{/);
    expect(read('compose.yaml')).not.toMatch(/xox|xapp/);
  });

  it('keeps the database, backups and the key in volumes that it has, which Lore’s user may write in', () => {
    const all = [...(services.database.volumes ?? []), ...(services.lore.volumes ?? [])];
    const named = all.map((volume) => volume.split(':'));
    expect(named.map(([name]) => name)).toEqual(Object.keys(volumes));
    // A new volume has the owner that its folder has in the image.
    for (const [, folder = ''] of named.slice(1))
      expect(read('Dockerfile')).toMatch(new RegExp(`-o 10001 -g 10001.* ${folder}\\b`));
  });
});

describe('the systemd unit', () => {
  const unit = new Map(
    read('deploy/lore.service')
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
  );

  it('starts Lore itself, so that the signal to stop reaches it, and gives it the time it takes', () => {
    const folder = unit.get('WorkingDirectory') ?? '';
    expect(unit.get('ExecStart')).toBe([`${folder}/node_modules/.bin/node`, ...start.slice(1)].join(' '));
    expect(unit.get('TimeoutStopSec')).toBe('15s');
    expect(unit.get('Restart')).toBe('on-failure');
    expect([unit.get('RestartSteps'), unit.get('RestartMaxDelaySec')]).toEqual(['8', '5min']);
  });

  it('lets it write to its own folder alone, where its database is, and takes every right that it does not need', () => {
    expect(unit.get('Environment')).toBe(
      `DATABASE_URL=sqlite:/var/lib/${unit.get('StateDirectory') ?? ''}/lore.db`,
    );
    const strict = {
      ProtectSystem: 'strict',
      NoNewPrivileges: 'yes',
      DynamicUser: 'yes',
      CapabilityBoundingSet: '',
    };
    for (const [name, value] of Object.entries(strict)) expect([name, unit.get(name)]).toEqual([name, value]);
  });
});
