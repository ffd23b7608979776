/** A team tries something out, decides, and looks at how; another try is called off. An admin protects something. */
import { day } from '../../../src/core/clock.ts';
import type { LoreHere } from '../lore-here.ts';
import { fill, postWith, shows } from './steps.ts';

interface Tries {
  readonly channel: string;
  readonly owner: string;
  readonly other: string;
  readonly admin: string;
}

/** @param channel a public one of the owner and the other @param admin of the workspace */
export async function tryOut(here: LoreHere, { channel, owner, other, admin }: Tries): Promise<void> {
  await here.who(admin).say('C0GENERAL', '/experiment protected');
  await fill(here, admin, { lines: 'Payments\nCustomer data' });
  await here.who(admin).closeAll();
  const date = new Date(here.sandbox.core.clock.now() + 28 * day).toISOString().slice(0, 10);
  const begin = async (belief: string) => {
    await here.who(owner).say(channel, '/experiment');
    const rest = { test: 'The next four weeks', cost: 'An hour each', stop: 'When somebody misses it' };
    await fill(here, owner, { belief, ...rest, date });
    return () => postWith(here, channel, belief);
  };
  const pressed = async (
    who: string,
    card: () => ReturnType<typeof postWith>,
    action: string,
    form: string,
  ) => {
    await here.who(who).press(card(), action);
    await shows(here, who, form);
  };
  const card = await begin('We believe that fewer signs are read more often');
  await pressed(other, card, 'experiments.foresee', 'experiments.foresee');
  await fill(here, other, { risks: 'People get lost' });
  await pressed(other, card, 'experiments.change', 'experiments.change');
  await fill(here, other, { touches: ['none'], prediction: 'Half of the questions' });
  await pressed(owner, card, 'experiments.start', 'experiments.start');
  await fill(here, owner);
  await pressed(owner, card, 'experiments.decide', 'experiments.decide');
  const came = { result: 'As many questions as before', turnedOut: 'otherwise', decision: 'stop' };
  await fill(here, owner, { ...came, surprise: 'Nobody reads signs', lesson: 'Ask at the door first' });
  await pressed(other, card, 'experiments.check', 'experiments.check');
  await fill(here, other, { holding: ['goal', 'hypothesis', 'limits'] });
  const calledOff = await begin('We believe that larger letters help');
  await here.who(owner).press(calledOff(), 'experiments.call-off');
  await here.settle();
}
