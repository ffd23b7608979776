/** The bare Bolt app that Lore is measured against: it acknowledges a command with a text, and a modal with one committed row. */
import process from 'node:process';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import Database from 'better-sqlite3';
import { z } from 'zod';

const settings = z.object({
  SLACK_BOT_TOKEN: z.string(),
  SLACK_SIGNING_SECRET: z.string(),
  SLACK_API_URL: z.string(),
  PORT: z.coerce.number(),
  FILE: z.string(),
});
const set = settings.parse(process.env);

// As Lore keeps its own.
const database = new Database(set.FILE);
database.pragma('journal_mode = wal');
database.pragma('synchronous = full');
database.exec('create table card (id integer primary key, user_id text not null, words text not null)');
const insert = database.prepare('insert into card (user_id, words) values (?, ?)');

const app = new App({
  token: set.SLACK_BOT_TOKEN,
  receiver: new HTTPReceiver({ signingSecret: set.SLACK_SIGNING_SECRET, logLevel: LogLevel.ERROR }),
  clientOptions: { slackApiUrl: set.SLACK_API_URL },
  logLevel: LogLevel.ERROR,
});
for (const command of ['/lore', '/retro'])
  app.command(command, async ({ ack }) => {
    await ack('Here is what you can do.');
  });
app.view('retro.cards', async ({ ack, body, view }) => {
  insert.run(body.user.id, view.state.values['column0']?.['column0']?.value ?? '');
  await ack();
});
await app.start({ port: set.PORT, host: '127.0.0.1' });
process.send?.('here');
