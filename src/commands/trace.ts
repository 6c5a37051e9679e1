import { gatherInProcess } from '../audit/gather.ts';
import { readWebAddress } from '../config/web-address.ts';
import { traceProblems } from '../formats/trace.ts';
import { GATHERERS } from '../observe/index.ts';
import { escapeInvisible } from '../reporters/plain-text.ts';
import { formatTrace } from '../reporters/trace-text.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { type Command, EXIT, UsageError } from './command.ts';
import { NETWORK_OPTIONS, networkOptions } from './network-arguments.ts';
import { progressLine } from './progress.ts';
import { configPath, PROJECT_OPTIONS } from './project.ts';
import { sayText, textOptions } from './say.ts';

export const traceCommand: Command = {
  arity: [1, 1],
  options: [
    { name: 'format', value: 'FORMAT', choices: ['text', 'json'], help: 'how to say it' },
    { name: 'output', value: 'FILE', short: 'o', help: 'write it to a file instead of the terminal' },
    { name: 'no-color', help: 'no colours; NO_COLOR in the environment says the same' },
    ...PROJECT_OPTIONS.filter(({ name }) => name === 'config'),
    ...NETWORK_OPTIONS.filter(({ name }) => !['domain', 'offline', 'rdap', 'revocation'].includes(name)),
  ],
  example: 'launch-ready trace acme.com/spring-sale?utm_source=mail',
  notes:
    'Shows the way from the name to the page: aliases and addresses, what stands in front, each redirect, each certificate. It ends with 1 when visitors do not get there, with 3 when that could not be seen. Redirects are followed within the domain. Trace only domains that you own or may test.',
  async run(input, terminal) {
    const address = readWebAddress(input.operands[0] as string);
    if (!address.ok) throw new UsageError(address.what, address.remedy);
    const network = networkOptions(input, terminal.cwd);
    const progress = progressLine(terminal.err);
    const request = {
      names: ['Trace' as const],
      given: {},
      configPath: configPath(input, terminal.cwd, terminal.cwd),
      trace: address.value,
      ...(network && { network }),
      now: terminal.now(),
    };
    const gather = gatherInProcess(createNodeFileSystem(terminal.cwd), GATHERERS);
    const { Trace: seen } = await gather(request, terminal.signal, progress.show).finally(progress.end);
    if (seen?.status !== 'ready') throw new UsageError(seen?.reason ?? 'nothing was looked at');
    const trace = seen.value;
    const problems = traceProblems(trace);
    const broken = problems.some(({ state }) => state === 'broken');
    const text =
      input.value('format') === 'json'
        ? escapeInvisible(`${JSON.stringify({ ...trace, problems }, null, 2)}\n`)
        : formatTrace(trace, textOptions(input, terminal));
    sayText(text, input, terminal);
    if (broken) return EXIT.findings;
    return problems.length > 0 ? EXIT.incomplete : EXIT.ok;
  },
};
