import { AREAS } from '../areas/index.ts';
import { styleFor } from '../reporters/style.ts';
import { type Command, EXIT } from './command.ts';

export const checksCommand: Command = {
  arity: [0, 0],
  options: [
    { name: 'format', value: 'FORMAT', choices: ['text', 'json'], help: 'how to say it' },
    { name: 'no-color', help: 'no colours' },
  ],
  example: 'launch-ready checks --format json',
  async run(input, terminal) {
    const checks = AREAS.flatMap((area) =>
      area.checks.map(({ id, title, severity, minimumBar }) => ({
        id,
        title,
        area: area.id,
        stage: area.stage,
        severity,
        network: area.network,
        minimumBar: minimumBar === true,
        docs: `docs/checks/${id}.md`,
      })),
    );
    if (input.value('format') === 'json') {
      terminal.out.write(`${JSON.stringify(checks, null, 2)}\n`);
      return EXIT.ok;
    }
    const style = styleFor(terminal.out.isTerminal && !terminal.plain && !input.has('no-color'));
    const width = Math.max(0, ...checks.map(({ id }) => id.length));
    const lines = AREAS.filter((area) => area.checks.length > 0).flatMap((area) => [
      '',
      style.bold(area.title),
      ...checks
        .filter((check) => check.area === area.id)
        .map(
          ({ id, severity, title }) =>
            `  ${style.severity(severity, severity.padEnd(8))} ${id.padEnd(width)}  ${title}`,
        ),
    ]);
    terminal.out.write(
      `${[...lines.slice(1), '', `${checks.length} checks. More about one: launch-ready explain CHECK`].join('\n')}\n`,
    );
    return EXIT.ok;
  },
};
