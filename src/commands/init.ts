import { existsSync } from 'node:fs';
import path from 'node:path';
import { gatherInProcess } from '../audit/gather.ts';
import { DEFAULT_CONFIG_PATH } from '../config/model.ts';
import { proposeConfig } from '../config/propose.ts';
import { domainCandidatesGatherer, rankDomainCandidates } from '../observe/repository/domain-candidates.ts';
import { workspaceFilesGatherer } from '../observe/repository/workspace-files.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { type Command, EXIT, type Terminal, UsageError } from './command.ts';
import { writeWhole } from './output.ts';
import { projectFolder } from './project.ts';

export const initCommand: Command = {
  arity: [0, 1],
  options: [],
  example: 'launch-ready init',
  notes: 'It overwrites nothing, and asks the network nothing.',
  async run(input, terminal) {
    const folder = projectFolder(input.operands[0], terminal.cwd);
    const file = path.join(folder, DEFAULT_CONFIG_PATH);
    if (existsSync(file)) {
      throw new UsageError(`there is a ${DEFAULT_CONFIG_PATH} already`, 'Edit it, or move it away first.');
    }
    const candidates = await domainCandidates(folder, terminal);
    const text = proposeConfig(candidates);
    writeWhole(file, text, DEFAULT_CONFIG_PATH);
    const domain = candidates[0]?.domain;
    terminal.out.write(text);
    terminal.err.write(
      domain
        ? `\nWritten to ${DEFAULT_CONFIG_PATH}. When ${domain} is yours, look at it all with: launch-ready audit\n`
        : `\nWritten to ${DEFAULT_CONFIG_PATH}. The project names no domain: fill it in, then: launch-ready audit\n`,
    );
    return EXIT.ok;
  },
};

async function domainCandidates(folder: string, { now, signal }: Terminal) {
  const gather = gatherInProcess(createNodeFileSystem(folder), [
    workspaceFilesGatherer,
    domainCandidatesGatherer,
  ]);
  const { DomainCandidates } = await gather(
    { names: ['DomainCandidates'], given: {}, configPath: DEFAULT_CONFIG_PATH, now: now() },
    signal,
  );
  return DomainCandidates?.status === 'ready' ? rankDomainCandidates(DomainCandidates.value) : [];
}
