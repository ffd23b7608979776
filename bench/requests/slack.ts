/** Slack's Web API for the bench, in a process of its own. Started with the number of teams; tells the parent process where it is, and what is shown. */
import process from 'node:process';
import { bot, channels, startFakeSlack, users } from '../../test/support/fake-slack.ts';
import { channelOf, membersOf, silent, teamId } from './company.ts';

for (let team = 0; team < Number(process.argv[2]); team += 1) {
  const members = [...membersOf(team), silent];
  for (const [nth, id] of members.entries())
    users[id] = {
      id,
      team_id: teamId,
      tz: 'Europe/Berlin',
      locale: nth % 2 === 0 ? 'en-US' : 'de-DE',
      profile: {},
    };
  const id = channelOf(team);
  channels[id] = { id, name: `team-${team}`, is_member: true, members: [...members, bot] };
}
const slack = await startFakeSlack();
slack.answer('views.open', ({ view, trigger_id: trigger }) => {
  process.send?.({ kind: 'opened', trigger, view });
  return { ok: true, view: { id: 'V1', hash: 'h' } };
});
slack.answer('chat.postMessage', ({ channel, blocks }) => {
  process.send?.({ kind: 'posted', channel, blocks });
  return { ok: true, ts: '1700000000.000100', channel };
});
// The parent process has gone.
process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'here', apiUrl: slack.apiUrl });
