import type { View } from '@slack/types';
import { useEffect, useRef } from 'preact/hooks';
import { Blocks } from './blocks/blocks.tsx';
import { useSurface } from './blocks/surface.ts';
import { useWorkspace } from './workspace.ts';

const here = { kind: 'home' } as const;

/** The App Home of the app. Opening it tells the app, which may redraw it. */
export function Home({ open }: { open: () => Promise<void> }) {
  const { state } = useWorkspace();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    void open();
  }, []);
  return (
    <>
      <header class="conversation-head">
        <h1 ref={heading} tabIndex={-1}>
          {state.appName} home
        </h1>
        <p class="topic">Everything of yours in {state.appName}. Only you can see it.</p>
      </header>
      <section class="home" aria-label="Home" tabIndex={0}>
        <h2 class="sr-only">For {state.me.name}</h2>
        {state.home.view ? (
          <HomeView view={state.home.view} />
        ) : (
          <p class="empty">{state.appName} hasn’t made a Home for you yet.</p>
        )}
      </section>
    </>
  );
}

function HomeView({ view }: { view: View }) {
  const surface = useSurface(view.blocks, here);
  return (
    <div class="home-view" aria-busy={surface.isBusy}>
      <Blocks blocks={view.blocks} surface={surface} />
    </div>
  );
}
