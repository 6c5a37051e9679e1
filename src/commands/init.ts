import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gatherInProcess } from '../audit/gather.ts';
import { PROPOSAL_ARTIFACTS, proposalOf } from '../audit/proposal.ts';
import { addProposal } from '../config/edit-proposal.ts';
import { DEFAULT_CONFIG_PATH } from '../config/model.ts';
import { ownDomains } from '../config/own-domains.ts';
import { parse } from '../config/parse.ts';
import type { Proposal } from '../config/propose.ts';
import { domainCandidatesGatherer } from '../observe/repository/domain-candidates.ts';
import { envFilesGatherer } from '../observe/repository/env-files.ts';
import { mailSendersGatherer } from '../observe/repository/mail-senders.ts';
import { workspaceFilesGatherer } from '../observe/repository/workspace-files.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { type Command, EXIT, type Terminal, UsageError } from './command.ts';
import { writeWhole } from './output.ts';
import { projectFolder } from './project.ts';

export const initCommand: Command = {
  arity: [0, 1],
  options: [
    {
      name: 'merge',
      help: `add to a ${DEFAULT_CONFIG_PATH} that is there; what stands in it stays as it is`,
    },
    { name: 'dry-run', help: 'only say what would be written' },
  ],
  example: 'launch-ready init --dry-run',
  notes: 'It overwrites nothing, and asks the network nothing.',
  async run(input, terminal) {
    const folder = projectFolder(input.operands[0], terminal.cwd);
    const file = path.join(folder, DEFAULT_CONFIG_PATH);
    const before = textOf(file);
    if (before !== undefined && !input.has('merge')) {
      throw new UsageError(
        `there is a ${DEFAULT_CONFIG_PATH} already`,
        'Edit it, or have what is missing added to it: launch-ready init --merge',
      );
    }
    const known = before === undefined ? {} : parse(before, DEFAULT_CONFIG_PATH).value;
    const domain = ownDomains(known)[0];
    const proposal = await proposalFor(folder, domain, terminal);
    const result = addProposal(before, proposal);
    if (!result.ok) throw new UsageError(result.reason);
    terminal.out.write(result.text);
    if (result.text === before) {
      terminal.err.write(`\n${DEFAULT_CONFIG_PATH} says all that the project tells already.\n`);
      return EXIT.ok;
    }
    if (input.has('dry-run')) {
      terminal.err.write('\nNothing was written.\n');
      return EXIT.ok;
    }
    writeWhole(file, result.text, DEFAULT_CONFIG_PATH);
    const proposed = proposal.domains[0]?.domain;
    terminal.err.write(
      proposed
        ? `\nWritten to ${DEFAULT_CONFIG_PATH}. When ${proposed} is yours, look at it all with: launch-ready audit\n`
        : `\nWritten to ${DEFAULT_CONFIG_PATH}. The project names no domain: fill it in, then: launch-ready audit\n`,
    );
    return EXIT.ok;
  },
};

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`cannot read ${DEFAULT_CONFIG_PATH}`, 'Is it a file that you may read?');
  }
}

async function proposalFor(
  folder: string,
  domain: string | undefined,
  { now, signal }: Terminal,
): Promise<Proposal> {
  const gather = gatherInProcess(createNodeFileSystem(folder), [
    workspaceFilesGatherer,
    domainCandidatesGatherer,
    envFilesGatherer,
    mailSendersGatherer,
  ]);
  const names = [...PROPOSAL_ARTIFACTS];
  return proposalOf(
    await gather({ names, given: {}, configPath: DEFAULT_CONFIG_PATH, now: now() }, signal),
    domain,
  );
}
