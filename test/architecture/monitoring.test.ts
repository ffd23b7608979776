/** Each alert leads to what to do, and the dashboard is one that Grafana can read. That each metric exists: test/e2e/an-operator-reads-metrics.test.ts */
import { alerts, dashboard, metricsIn, runbook } from '../support/monitoring.ts';

const rules = alerts.split(/^ {6}- alert: /m).slice(1);

it('each alert says how bad it is, and leads to its paragraph in the page', () => {
  expect(rules.length).toBeGreaterThan(10);
  const slugs = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  for (const rule of rules) {
    expect(rule).toMatch(/^ {8}labels: \{ severity: (page|ticket) \}$/m);
    const [, anchor] = /runbook_url: docs\/operations\/watch\.md#(\S+)/.exec(rule) ?? [];
    expect(slugs).toContain(anchor);
    const name = rule.slice(0, rule.indexOf('\n'));
    const [section] = runbook.split(/^## /m).filter((part) => part.includes(`\`${name}\`:`));
    expect(section?.split('\n')[0]?.toLowerCase().replaceAll(' ', '-')).toBe(anchor);
  }
});

it('each alert is about a metric', () => {
  for (const rule of rules)
    expect(
      metricsIn(/expr: (.*)/.exec(rule)?.[1] ?? '').length + Number(rule.startsWith('LoreDown')),
    ).toBeGreaterThan(0);
});

it('each paragraph that names an alert has one', () => {
  const named = [...runbook.matchAll(/`(Lore[A-Za-z]+)`:/g)].map(([, name = '']) => name);
  expect(named.toSorted()).toEqual(rules.map((rule) => rule.slice(0, rule.indexOf('\n'))).toSorted());
});

it('each panel of the dashboard asks for something, at its own place', () => {
  const { panels } = JSON.parse(dashboard) as {
    readonly panels: readonly {
      readonly type: string;
      readonly gridPos: object;
      readonly targets?: readonly { readonly expr: string }[];
    }[];
  };
  const places = panels.map(({ gridPos }) => JSON.stringify(gridPos));
  expect(new Set(places).size).toBe(panels.length);
  for (const { type, targets = [] } of panels) if (type !== 'row') expect(targets.length).toBeGreaterThan(0);
});
