import type { Command, CommandHead } from './command.ts';

/** Every command, in the order of the help. Each is loaded only when it is used: `--help` needs no scanner. */
export const COMMANDS: readonly (CommandHead & { load(): Promise<Command> })[] = [
  {
    name: 'audit',
    operands: '[DIR]',
    summary: 'Looks at the code and, where a domain is set, at the live domain, and says whether it is ready',
    load: async () => (await import('./audit.ts')).auditCommand,
  },
  {
    name: 'secrets',
    operands: '[DIR]',
    summary:
      'Looks for secrets alone: in the files, in what is about to be committed or pushed, in old commits',
    load: async () => (await import('./secrets.ts')).secretsCommand,
  },
  {
    name: 'hook',
    operands: 'install|uninstall [DIR]',
    summary:
      'Puts a git hook in place that stops a push which would give a secret away, or takes it out again',
    load: async () => (await import('./hook.ts')).hookCommand,
  },
  {
    name: 'env',
    operands: '[verify] [DIR]',
    summary:
      'Lists the environment variables: where read, where declared; verify stops a deploy that lacks one',
    load: async () => (await import('./env.ts')).envCommand,
  },
  {
    name: 'domain',
    operands: 'NAME',
    summary: 'Looks at a live domain alone: DNS, routing, certificates, edge and email',
    load: async () => (await import('./domain.ts')).domainCommand,
  },
  {
    name: 'trace',
    operands: 'URL',
    summary: 'Follows one address to its page: name, redirects, certificates, what stands in front',
    load: async () => (await import('./trace.ts')).traceCommand,
  },
  {
    name: 'dns',
    operands: 'snapshot|verify|diff|rollback-plan …',
    summary: 'Writes down all DNS records that can be seen, says what a change breaks, and how to get back',
    load: async () => (await import('./dns.ts')).dnsCommand,
  },
  {
    name: 'explain',
    operands: 'CHECK',
    summary: 'Says what a check looks at, why it matters for a launch and how to fix what it finds',
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  {
    name: 'checks',
    operands: '',
    summary: 'Lists every check in launch order',
    load: async () => (await import('./checks.ts')).checksCommand,
  },
  {
    name: 'init',
    operands: '[DIR]',
    summary: 'Writes a first launch-ready.yaml from what the project says of itself',
    load: async () => (await import('./init.ts')).initCommand,
  },
  {
    name: 'record',
    operands: '[DIR]',
    summary: 'Saves what an audit saw as JSON, for a bug report or to judge it again offline',
    load: async () => (await import('./record.ts')).recordCommand,
  },
  {
    name: 'replay',
    operands: 'FILE',
    summary: 'Judges a recording again: reads no project and asks no network',
    load: async () => (await import('./replay.ts')).replayCommand,
  },
];
