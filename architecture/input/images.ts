/** What the name of a container image tells. */

const stores: ReadonlySet<string> = new Set([
  'activemq',
  'activemq-artemis',
  'activemq-classic',
  'arangodb',
  'azure-sql-edge',
  'azurite',
  'beanstalkd',
  'cassandra',
  'chroma',
  'chromadb',
  'clickhouse',
  'clickhouse-server',
  'cockroach',
  'consul',
  'couchbase',
  'couchdb',
  'cp-kafka',
  'cp-server',
  'cp-zookeeper',
  'db2',
  'dragonfly',
  'dynamodb-local',
  'eclipse-mosquitto',
  'elasticsearch',
  'emqx',
  'etcd',
  'hazelcast',
  'infinispan',
  'influxdb',
  'kafka',
  'keydb',
  'mariadb',
  'mariadb-galera',
  'meilisearch',
  'memcached',
  'milvus',
  'minio',
  'mongo',
  'mongodb',
  'mongodb-community-server',
  'mongodb-enterprise-server',
  'mongodb-sharded',
  'mssql',
  'mssql-server',
  'mysql',
  'mysql-server',
  'nats',
  'nats-streaming',
  'neo4j',
  'opensearch',
  'oracle-free',
  'oracle-xe',
  'percona',
  'pgvector',
  'postgis',
  'postgres',
  'postgresql',
  'postgresql-repmgr',
  'pulsar',
  'qdrant',
  'questdb',
  'rabbitmq',
  'redis',
  'redis-cluster',
  'redis-stack',
  'redis-stack-server',
  'redismod',
  'redpanda',
  'rethinkdb',
  'scylla',
  'seaweedfs',
  'solr',
  'timescaledb',
  'timescaledb-ha',
  'typesense',
  'valkey',
  'vault',
  'weaviate',
  'yugabyte',
  'zookeeper',
  // mcr.microsoft.com/mssql/server
  'mssql/server',
]);

/** A team's own image of one, `shop/orders-db`; not of what prepares or looks after one, `shop/migrate-db`. */
const ofOwn = /[-_.](db|database|mysql|mariadb|postgres|postgresql|mongo|mongodb|redis)$/;
const aroundOne =
  /(^|[-_.])(init|setup|seed|create|migrate|migrations?|populate|wait|check|backup|dump|restore|update)([-_.]|$)/;

/** The repository, without tag and digest; a colon before the last slash is a port. */
export function repositoryOf(image: string): string {
  const untagged = image.split('@', 1)[0];
  const slash = untagged.lastIndexOf('/');
  const colon = untagged.indexOf(':', slash + 1);
  return colon < 0 ? untagged : untagged.slice(0, colon);
}

/** Whether the image is one of a database, cache, queue or object store. */
export function isStoreImage(image: string): boolean {
  const segments = repositoryOf(image).toLowerCase().split('/');
  const last = segments.at(-1) ?? '';
  if (stores.has(last) || stores.has(segments.slice(-2).join('/'))) return true;
  return ofOwn.test(last) && !aroundOne.test(last);
}

/** Whether a text can name an image at all: a template or a variable cannot. */
export function isImage(image: string): boolean {
  return /^[a-z0-9][\w.:/@+-]*$/i.test(image);
}
