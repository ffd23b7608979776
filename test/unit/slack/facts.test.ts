import { teamId } from '../../../src/core/ids.ts';
import { channelFacts, personFacts, reduceUser } from '../../../src/slack/directory/facts.ts';

const now = Date.UTC(2026, 10, 24);
const facts = (user: object) =>
  personFacts(reduceUser({ id: 'U1', team_id: 'T1', ...user }, now), teamId('T1'));

describe('the facts of a person', () => {
  it.each([
    ['member', {}],
    ['guest', { is_restricted: true }],
    ['guest', { is_ultra_restricted: true }],
    ['external', { team_id: 'T2' }],
    ['external', { is_stranger: true }],
    ['member', { team_id: 'T2', enterprise_user: { teams: ['T1', 'T2'] } }],
    ['bot', { is_bot: true }],
    ['bot', { is_workflow_bot: true }],
    ['bot', { id: 'USLACKBOT', is_bot: false }],
    ['deactivated', { deleted: true, is_restricted: true }],
  ])('say %s of %j', (standing, user) => {
    expect(facts(user).memberType).toBe(standing);
  });

  it.each([
    ['ann', { profile: { display_name: 'ann', real_name: 'Ann Lee' }, real_name: 'Ann Lee' }],
    ['Ann Lee', { profile: { display_name: ' ', real_name: 'Ann Lee' } }],
    ['Ann Lee', { real_name: 'Ann Lee' }],
    ['Ann Lee', { profile: { display_name: '\u202EAnn\n\0 Lee\t' } }],
    [`${'a'.repeat(39)}…`, { real_name: 'a'.repeat(80) }],
    [null, { profile: {}, real_name: null }],
  ])('have %j for a name, cleaned and shortened, of %j', (name, user) => {
    expect(facts(user).name).toBe(name);
  });

  it('take a zone that nobody knows for UTC, and an unknown language for English', () => {
    expect(facts({ tz: 'Mars/Olympus', locale: 'fr-FR' })).toMatchObject({ tz: 'UTC', locale: 'en' });
    expect(facts({ tz: null })).toMatchObject({ tz: 'UTC', locale: null });
    expect(facts({ tz: 'Asia/Kathmandu', locale: 'de-AT' })).toMatchObject({
      tz: 'Asia/Kathmandu',
      locale: 'de',
    });
  });
});

describe('the facts of a conversation', () => {
  it.each([
    [
      { is_private: true, is_member: true },
      { kind: 'private', hasLore: true, isShared: false },
    ],
    [
      { is_member: false, is_ext_shared: true },
      { kind: 'public', hasLore: false, isShared: true },
    ],
    [{ is_im: true }, { kind: 'direct', hasLore: true }],
    [{ is_mpim: true }, { kind: 'private' }],
    [
      { is_archived: true, name: 'x' },
      { isArchived: true, name: 'x' },
    ],
  ])('%j are %j', (conversation, expected) => {
    expect(channelFacts({ id: 'C1', ...conversation })).toMatchObject(expected);
  });
});
