import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ClockView } from '../protocol.ts';
import { call, listen } from './api.ts';
import { parseRoute, type Route } from './route.ts';
import { apply, start, type State, withHistory } from './store.ts';

/** The state of this tab: loaded at the start and whenever the stream stands again, and kept up to date by the stream. */
export function usePageState(as: string) {
  const [state, setState] = useState<State | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isLost, setLost] = useState(false);
  /** Counts how often the state was loaded anew, so that what hangs on it is read again. */
  const [loads, setLoads] = useState(0);

  useEffect(() => {
    const load = async () => {
      const answer = await call('snapshot', { as });
      if (!answer.ok) {
        setRefusal(answer.message);
        return;
      }
      setRefusal(null);
      setLost(false);
      setState((before) => start(answer.snapshot, before));
      setLoads((count) => count + 1);
    };
    void load();
    return listen(as, {
      event: (event) => setState((before) => before && apply(before, event)),
      open: () => void load(),
      lost: () => setLost(true),
    });
  }, [as]);
  return { state, setState, refusal, isLost, loads };
}

/** The conversation and thread that the address names, now. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const onHash = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return route;
}

/** The sandbox's time (epoch ms) at any moment: what the server said last, and what has gone by since. */
export function useSandboxNow(clock: ClockView | undefined): () => number {
  const said = useRef({ clock, at: performance.now() });
  if (said.current.clock !== clock) said.current = { clock, at: performance.now() };
  return useCallback(() => {
    const { clock: last, at } = said.current;
    if (!last) return Date.now();
    return last.isMoving ? last.at : last.at + performance.now() - at;
  }, []);
}

/** Reads the history of what the route shows, again after every load. */
export function useHistory(
  state: State | null,
  route: { channelId: string | null; threadTs: string | null; hasUnread: boolean },
  loads: number,
  setState: (change: (state: State | null) => State | null) => void,
  tell: (sentence: string) => void,
): void {
  const { channelId, threadTs, hasUnread } = route;
  const as = state?.me.id;
  const asked = state?.messages ?? {};
  useEffect(() => {
    if (as === undefined || channelId === null) return;
    let isStale = false;
    const read = async (threadOf: string | null) => {
      const answer = await call('history', {
        as,
        channelId,
        ...(threadOf === null ? {} : { threadTs: threadOf }),
      });
      if (isStale) return;
      if (answer.ok) setState((now) => now && withHistory(now, channelId, threadOf, answer.messages, asked));
      else tell(answer.message);
    };
    void read(null);
    if (threadTs !== null) void read(threadTs);
    return () => {
      isStale = true;
    };
  }, [as, channelId, threadTs, loads, hasUnread]);
}
