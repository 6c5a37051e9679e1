// Runs in the extension host around the real test entry: what the tests print goes to a file which code-host
// follows, and a success mark is written only when they came to their end.
const fs = require('node:fs');
const { Writable } = require('node:stream');
const { format } = require('node:util');

exports.run = async () => {
  const output = process.env.CODE_HOST_OUTPUT;
  const write = (text) => fs.appendFileSync(output, text);
  // VS Code makes these accessors that ignore assignment, so they are defined anew.
  const define = (object, key, value) =>
    Object.defineProperty(object, key, { value, writable: true, configurable: true, enumerable: true });
  for (const key of ['log', 'info', 'warn', 'error', 'debug']) {
    define(console, key, (...args) => write(`${format(...args)}\n`));
  }
  const sink = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      write(chunk);
      done();
    },
  });
  define(process, 'stdout', sink);
  define(process, 'stderr', sink);
  try {
    await require(process.env.CODE_HOST_TESTS).run();
    fs.writeFileSync(`${output}.ok`, '');
  } catch (error) {
    write(`${format(error)}\n`);
    throw error;
  }
};
