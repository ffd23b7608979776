import { useEffect, useState } from 'preact/hooks';
import { call } from './api.ts';
import { Glyph } from './glyph.tsx';
import { useWorkspace } from './workspace.ts';
import { cityOf, fromWall, sayDateTime, sayNearDateTime, toWall } from './zone.ts';

/** The sandbox's clock, in the zone of the person who acts, and what moves it. */
export function Clock() {
  const { state, now, told } = useWorkspace();
  const { clock, me } = state;
  const [wanted, setWanted] = useState<string | null>(null);
  const [isJumping, setJumping] = useState(false);
  const [areControlsShown, setControlsShown] = useState(false);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);

  const at = now();
  const isMoving = isJumping || clock.isMoving;
  const target = wanted ?? toWall(at + 3_600_000, me.tz);
  const move = async (to: number | 'next') => {
    setJumping(true);
    const answer = await told(call('clock', { to }));
    setJumping(false);
    if (answer.ok) setWanted(null);
  };
  const jump = () => {
    const to = fromWall(target, me.tz);
    if (to !== null) void move(to);
  };
  return (
    <section class="clock" aria-label="Clock">
      <p class="brand">
        <span class="brand-mark">
          <Glyph name="book" />
        </span>{' '}
        {state.appName} sandbox
      </p>
      <p class="clock-now">
        <Glyph name="clock" />
        <strong>
          <time dateTime={new Date(at).toISOString()}>{sayDateTime(at, me.tz)}</time>
        </strong>
        <span class="zone">{cityOf(me.tz)}</span>
      </p>
      <p class="clock-next">
        Next due:{' '}
        {clock.nextDue === null ? (
          'nothing'
        ) : clock.nextDue <= at ? (
          'now'
        ) : (
          <time dateTime={new Date(clock.nextDue).toISOString()}>
            {sayNearDateTime(clock.nextDue, me.tz)}
          </time>
        )}
      </p>
      <button
        type="button"
        class="quiet clock-toggle"
        aria-expanded={areControlsShown}
        aria-controls="clock-controls"
        onClick={() => setControlsShown(!areControlsShown)}
      >
        Move the clock
      </button>
      <form
        id="clock-controls"
        class={areControlsShown ? 'clock-controls shown' : 'clock-controls'}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isMoving) jump();
        }}
      >
        <label for="jump-to">Jump to</label>
        <input
          id="jump-to"
          type="datetime-local"
          required
          min={toWall(at + 60_000, me.tz)}
          value={target}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
        <button type="submit" class="button" aria-disabled={isMoving}>
          Jump
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={isMoving || clock.nextDue === null}
          onClick={() => !isMoving && void move('next')}
        >
          Next thing due
        </button>
      </form>
      <p class="clock-moving" role="status">
        {isMoving ? 'Catching up…' : ''}
      </p>
    </section>
  );
}
