/** A team is split: its rituals wait for somebody to decide, its new leader keeps what it has begun, and somebody hands over what only they know. */
import { day, hour } from '../../../src/core/clock.ts';
import { channelId, userId } from '../../../src/core/ids.ts';
import { answer, askSuccessor, offer, save } from '../../../src/features/reorg/interview/operations.ts';
import { handedBy, interviewOf } from '../../../src/features/reorg/interview/rows.ts';
import { reorgsOf } from '../../../src/features/reorg/rows.ts';
import { team } from '../company.ts';
import type { LoreHere } from '../lore-here.ts';
import { fill, learning, postWith, shows, website } from './steps.ts';

const general = 'C0GENERAL';

/** @param admin who writes the brief @param leader of the website channel from then on @param mover from there, who hands over to the successor */
export async function reorganise(
  here: LoreHere,
  admin: string,
  leader: string,
  mover: string,
  successor: string,
): Promise<void> {
  const on = new Date(here.sandbox.core.clock.now() + 14 * day).toISOString().slice(0, 10);
  const open = async () => {
    await here.who(admin).closeAll();
    await here.who(admin).say(general, '/lore reorg');
    await shows(here, admin, 'reorg.sponsor');
  };
  const draft = async (why: string) => {
    await open();
    await here.who(admin).pressInModal('reorg.edit');
    await shows(here, admin, 'What stays?');
    await fill(here, admin, { why, on, stays: 'The shop', ask: admin });
  };
  const change = async (kind: string, fields: Record<string, string | string[]>) => {
    await open();
    await here.who(admin).pressInModal('reorg.add');
    await shows(here, admin, 'With which channel?');
    await here.who(admin).fill({ kind });
    await here.settle();
    await fill(here, admin, { kind, channel: website, ...fields });
  };
  await draft('Two teams do the same');
  await change('split', { into: [learning] });
  await change('leader', { leader });
  await open();
  await here.who(admin).pressInModal('reorg.to-send');
  await shows(here, admin, 'Who changes teams?');
  await fill(here, admin);
  // In the next working hour of the channel.
  const isAsked = () => here.posted(website).some(({ text }) => text.includes('lead this team'));
  for (let hours = 0; hours < 96 && !isAsked(); hours += 2)
    await here.playUntil(here.sandbox.core.clock.now() + 2 * hour);
  await here.who(leader).press(postWith(here, website, 'lead this team'), 'reorg.lead');
  await here.settle();
  await here.who(leader).openHome();
  await here.settle();
  await here.who(leader).pressInHome('reorg.handed');
  await fill(here, leader);
  await interview(here, mover, successor);
  await here.who(admin).closeAll();
  await here.who(admin).say(general, '/lore reorg sponsor');
  await shows(here, admin, 'In which channels?');
  await fill(here, admin, { channels: [general], sponsor: mover });
  await draft('Another one, not sent');
  await change('archived', {});
  await here.who(admin).closeAll();
}

/** As presses would, which may still wait for the limit on direct messages. */
async function interview(here: LoreHere, mover: string, successor: string): Promise<void> {
  const [user, to] = [userId(mover), userId(successor)];
  const work = { now: here.sandbox.core.clock.now(), newId: here.newId, note: () => undefined };
  const { store } = here.lore;
  const handover = await store.transact(team, { kind: 'person', userId: user }, async (scope) => {
    const [reorg] = await reorgsOf(scope, 1);
    if (reorg === undefined) throw new Error('nothing is reorganised');
    await offer({ ...work, scope }, { reorg: reorg.id, user, round: 0 });
    const row = await interviewOf(scope, reorg.id);
    if (row === null) throw new Error('no interview is offered');
    const words = { asked: 'The shop asks how refunds work', known: 'The key hangs behind the door' };
    await save({ ...work, scope }, row, user, words);
    const from = channelId(website);
    await askSuccessor(
      { ...work, scope },
      { ...row, ...words, state: 'open' },
      user,
      to,
      new Set(['known']),
      from,
    );
    return (await handedBy(scope, reorg.id, user))[0] ?? null;
  });
  if (handover === null) throw new Error('nobody is asked');
  await store.transact(team, { kind: 'person', userId: to }, (scope) =>
    answer({ ...work, scope }, handover, to, 'yes'),
  );
  await here.settle();
}
