/** Who may import whom (docs/architecture.md). Each refusal says what to do instead. */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'Two files that need each other are one file, or a third one is missing.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-knows-nobody',
      severity: 'error',
      comment: 'core is the words that all share: move what it needs into core, or pass it in.',
      from: { path: '^src/core/' },
      to: { path: '^(src/(?!core/)|db/|sandbox/|test/)' },
    },
    {
      name: 'feature-knows-core-only',
      severity: 'error',
      comment: 'A feature reads through its Scope and returns replies; everything it may use is in src/core.',
      from: { path: '^src/features/' },
      to: { path: '^(src/(slack|store|jobs|schedules|system)/|db/|sandbox/|test/|src/[^/]+\\.ts$)' },
    },
    {
      name: 'feature-knows-no-other',
      severity: 'error',
      comment:
        'Where two features meet, the contract (core/feature.ts) has a contribution point, or gets one.',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'feature-says-its-own-sentences',
      severity: 'error',
      comment:
        'A catalogue is imported by its practice alone; what several say is in locales/<language>/shared.json.',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^locales/', pathNot: '^locales/$1[.]' },
    },
    {
      name: 'core-says-what-all-share',
      severity: 'error',
      comment: 'A catalogue is imported by the part that says its sentences.',
      from: { path: '^src/core/' },
      to: { path: '^locales/', pathNot: '^locales/shared[.]' },
    },
    {
      name: 'system-is-no-adapter',
      severity: 'error',
      comment:
        'Lore’s own screens reach the store through their port (src/system/port.ts), and know neither Slack nor a practice.',
      from: { path: '^src/system/' },
      to: { path: '^(src/(slack|features)/|db/|sandbox/|test/|src/[^/]+\\.ts$)' },
    },
    {
      name: 'system-is-listed-once',
      severity: 'error',
      comment:
        'Whoever imports a screen of Lore’s own could hand it another port. The registry has them; the command line exports.',
      from: { path: '^src/', pathNot: '^src/(system/|operator/|(system|lore|generated)\\.ts$)' },
      to: { path: '^src/system' },
    },
    {
      name: 'pages-read-through-doors',
      severity: 'error',
      comment:
        'A page has what its reader may read from core/doors.ts, which is handed to it. It reads no row, and knows no practice.',
      from: { path: '^src/(web|mcp)/' },
      to: {
        path: '^(src/(features|system|jobs|schedules|serving|store)/|db/|sandbox/|test/|src/[^/]+\\.ts$)',
        pathNot: '^src/store/engines/deadline\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'feature-knows-no-driver',
      severity: 'error',
      comment: 'Only the adapters know Bolt, drivers and Node.',
      from: { path: '^src/(features|core|system)/' },
      to: {
        path: 'node_modules/(@slack/(bolt|web-api|oauth|socket-mode)|better-sqlite3|pg|pg-boss|kysely|pino)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'adapters-know-no-feature',
      severity: 'error',
      comment: 'Adapters take the feature list as an argument.',
      from: { path: '^src/(slack|store|jobs|schedules|pictures|watch|web|mcp)/' },
      to: { path: '^src/features' },
    },
    {
      name: 'only-the-list-knows-practices',
      severity: 'error',
      comment:
        'A practice that is taken out leaves nothing behind but its line in src/features.ts. Operators have commands for some.',
      from: { path: '^src/', pathNot: '^src/(features/|features[.]ts$|operator/)' },
      to: { path: '^src/features/' },
    },
    {
      name: 'only-slack-knows-bolt',
      severity: 'error',
      comment: 'Use src/jobs/messenger.ts or a reply.',
      from: { path: '^src/', pathNot: '^src/slack/' },
      to: { path: 'node_modules/@slack/(bolt|web-api|oauth|socket-mode)/' },
    },
    {
      name: 'only-store-knows-drivers',
      severity: 'error',
      comment: 'Go through the store.',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(better-sqlite3|pg)/' },
    },
    {
      name: 'only-pictures-draw',
      severity: 'error',
      comment:
        'Put a chart (src/core/picture.ts) into a message. What draws it is large, and lives in a thread of its own.',
      from: { path: '^src/', pathNot: '^src/pictures/' },
      to: { path: '^(src/pictures/(?!renderer)|node_modules/(echarts|@resvg)/)' },
    },
    {
      name: 'pictures-know-core-only',
      severity: 'error',
      comment: 'A picture is drawn from a chart and nothing else.',
      from: { path: '^src/pictures/' },
      to: { path: '^(src/(?!core/|pictures/)|db/|sandbox/|test/)' },
    },
    {
      name: 'connectors-know-core-only',
      severity: 'error',
      comment:
        'A connector knows one tool, and facts and issues as core has them: no practice, no row, no Slack.',
      from: { path: '^src/connectors/' },
      to: { path: '^(src/(?!core/|connectors/)|db/|sandbox/|test/|locales/)' },
    },
    {
      name: 'only-connectors-know-tools',
      severity: 'error',
      comment:
        'What a tool says and takes is for its connector (src/connectors); all others know core/connector.ts.',
      from: { path: '^src/', pathNot: '^src/connectors/' },
      to: {
        path: '^(src/connectors/(?!connectors[.]ts)|node_modules/(@octokit|jira[.]js|standardwebhooks)/)',
      },
    },
    {
      name: 'a-chart-knows-no-person',
      severity: 'error',
      comment: 'A picture names nobody: what makes a chart takes topics, periods and numbers, and no people.',
      from: { path: '(^|/)(picture|chart)[^/]*\\.ts$', pathNot: '^src/(jobs|pictures)/' },
      to: { path: '^src/core/(people|scope|records|rows|tables)\\.ts$' },
    },
    {
      name: 'only-time-counts-dates',
      severity: 'error',
      comment: 'Use src/core/time: it counts the same whatever zone the machine is in.',
      from: { path: '^src/', pathNot: '^src/core/time/' },
      to: { path: 'node_modules/(@date-fns|date-fns)/' },
    },
    {
      name: 'date-fns-in-one-place',
      severity: 'error',
      comment: 'Take it from src/core/time/date-fns.ts, which says why.',
      from: { path: '^src/', pathNot: '^src/core/time/date-fns\\.ts$' },
      to: { path: 'node_modules/date-fns/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-knows-the-sandbox',
      severity: 'error',
      comment: 'The sandbox is tied to Lore by HTTP alone.',
      from: { path: '^(src|db)/' },
      to: { path: '^(sandbox|test|bench)/' },
    },
    {
      name: 'the-sandbox-knows-nobody',
      severity: 'error',
      comment: 'Only run-lore.ts, which composes Lore with the sandbox clock, may know Lore.',
      from: { path: '^sandbox/', pathNot: '^sandbox/run-lore\\.ts$' },
      to: { path: '^(src|db)/' },
    },
    {
      name: 'main-is-known-by-nobody',
      severity: 'error',
      comment:
        'main.ts and cli.ts put things together; nothing stands on them. start.js only starts main.ts.',
      from: { path: '^(src|sandbox)/', pathNot: '^src/start\\.js$' },
      to: { path: '^src/(main|cli)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
