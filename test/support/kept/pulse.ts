/** A safety pulse from its tree to what a leader says of it. */
import type { LoreHere } from '../lore-here.ts';
import { fill, shows } from './steps.ts';

const general = 'C0GENERAL';
const admin = 'U0INES';

const tree = ['Lindgrove,,,Katrin', 'Website,Lindgrove,#website-relaunch,Mara'].join('\n');
const answering = ['U0DIEGO', 'U0PRIYA', 'U0HANA', 'U0NOOR', 'U0JONAS'] as const;

/** @param leaders those of the tree, who are asked; the last says what they heard */
export async function askAPulse(here: LoreHere, ...leaders: readonly string[]): Promise<void> {
  const onPage = async (action: string, shown: string) => {
    await here.who(admin).closeAll();
    await here.who(admin).say(general, '/pulse');
    await shows(here, admin, action);
    await here.who(admin).pressInModal(action);
    await shows(here, admin, shown);
  };
  const fromHome = async (who: string, action: string) => {
    await here.who(who).openHome();
    await here.settle();
    await here.who(who).pressInHome(action);
    await here.settle();
  };
  await onPage('pulse.channel', 'conversations_select');
  await fill(here, admin, { channel: general });
  await onPage('pulse.paste', 'plain_text_input');
  await fill(here, admin, { lines: tree });
  for (const who of leaders) await fromHome(who, 'pulse.agree');
  await onPage('pulse.preview', 'number_input');
  await fill(here, admin, { least: '5' });
  for (const who of answering) {
    await fromHome(who, 'pulse.begin');
    await shows(here, who, 'pulse.go-on');
    await here.who(who).pressInModal('pulse.go-on');
    await shows(here, who, 'radio_buttons');
    await fill(here, who, { PS1: '6', PS2: '5', PS3: '6', PS4: '6', SL1: '4', SL2: '4', RR1: '5', RR2: '5' });
    await here.who(who).closeAll();
  }
  await here.who(admin).closeAll();
  await here.who(admin).say(general, '/pulse');
  await shows(here, admin, 'pulse.end');
  await here.who(admin).pressInModal('pulse.end');
  await here.settle();
  await here.who(admin).closeAll();
  const who = leaders.at(-1) ?? '';
  await fromHome(who, 'pulse.heard');
  await shows(here, who, 'plain_text_input');
  await fill(here, who, {
    heard: 'Mistakes are easy to say here',
    is: 'change',
    what: 'Half an hour on Fridays',
  });
}
