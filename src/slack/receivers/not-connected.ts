/** Why there is no Socket Mode connection, known without what makes one. */
import { failureOf } from '../api/call-outcome.ts';
import { whyNoAnswer } from '../api/no-answer.ts';

/** Slack refused the connection, for now or for good; the message is for the operator. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
  /** ms after which Slack asks us to try again; `null` if it did not say. */
  readonly afterMs: number | null;
  constructor(message: string, afterMs: number | null = null) {
    super(message);
    this.afterMs = afterMs;
  }
}

const where = 'api.slack.com/apps, your app, "Basic Information", "App-Level Tokens"';

/** Why there is no connection, from the error of `apps.connections.open`. */
export function whyNoAddress(error: unknown): NotConnected {
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'later':
      return new NotConnected('Slack asks Lore to wait before it connects again.', failure.afterMs);
    case 'refused':
      return new NotConnected(
        failure.error === 'missing_scope'
          ? `SLACK_APP_TOKEN lacks the scope connections:write. Create a new token with it: ${where}.`
          : `Slack refused SLACK_APP_TOKEN (${failure.error}). Copy it again, or create a new one with the scope connections:write: ${where}.`,
      );
    case 'unreached':
    case 'unknown':
      return new NotConnected(whyNoAnswer(error));
  }
}
