/** Keys of a broker that only mean something with ZooKeeper: one rule speaks of all that 4.0 has dropped with it. */
const WITH_ZOOKEEPER = /^(?:zookeeper\..+|control\.plane\.listener\.name|broker\.id\.generation\.enable|reserved\.broker\.max\.id)$/
export const isOfZooKeeper = (key: string): boolean => WITH_ZOOKEEPER.test(key)
