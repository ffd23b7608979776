/** A scope is missing: the log and the doctor name it, and so does what a person reads, who can do nothing but tell an admin. */
import { examine } from '../../src/operator/doctor.ts';
import { startLoreSandbox } from '../support/lore-sandbox.ts';
import { startLore } from '../support/lore-under-test.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { pebbleMigrations as migrations } from '../support/pebble-migrations.ts';

it('a call that Slack refuses for want of a scope is told as that, to the operator once', async () => {
  const t = await startLore([pebble], { migrations });
  try {
    const lacks = {
      ok: false,
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,commands',
    };
    t.slack.answer('users.info', () => lacks);
    for (const user of ['UNEW', 'UNEWER']) {
      const said = String((await t.command('/pebble words', { user_id: user })).json['text']);
      expect(said).toContain('a permission is missing. Please ask an admin to add `users:read`');
      expect(said).not.toContain('Slack didn’t respond');
    }
    const lines = t.logged().match(/[^\n]*a scope is missing[^\n]*/g) ?? [];
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 50,
      scope: 'users:read',
      method: 'users.info',
    });
  } finally {
    await t.stop();
  }
});

it('the doctor names what is missing and what is only not granted', async () => {
  const { sandbox, environment } = await startLoreSandbox();
  try {
    const scopes = sandbox.core.app.scopes as Set<string>;
    scopes.delete('chat:write');
    scopes.delete('dnd:read');
    const said = (await examine(environment)).find(({ line }) => line.startsWith('scopes'));
    expect(said).toEqual({
      isFine: false,
      line: 'scopes: chat:write missing. Add them under "OAuth & Permissions" and reinstall the app.',
    });
    scopes.add('chat:write');
    const fine = (await examine(environment)).find(({ line }) => line.startsWith('scopes'));
    expect(fine).toMatchObject({ isFine: true, line: expect.stringContaining('dnd:read') as unknown });
  } finally {
    await sandbox.close();
  }
});
