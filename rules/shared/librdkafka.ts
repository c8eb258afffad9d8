const ini =
  (role: string, head: string) =>
  (...lines: string[]): { file: string; text: string } => ({
    file: 'config.ini',
    text: ['[default]', 'bootstrap.servers=broker:9092', '', `[${role}]`, head, ...lines, ''].join('\n'),
  })

/** Files for examples, in the layout of the well-known getting-started files. */
export const rdConsumer = ini('consumer', 'group.id=billing')
export const rdProducer = ini('producer', 'client.id=orders')
