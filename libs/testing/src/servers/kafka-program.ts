import { mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { cachedPackage } from './package-cache.js';
import { ask, atLeast, onPath, runToEnd, versionIn } from './programs.js';

const oldestSupported = [3, 5] as const;
const kafkaVersion = '4.1.1';
/** Kafka 4 needs Java 17 for its broker. */
const oldestJava = [17, 0] as const;

/** How to start a class of Kafka: `java … -cp classPath <class>`. */
export interface KafkaProgram {
  readonly java: string;
  readonly classPath: string;
}

/**
 * Finds Java and Kafka's jars: those of the Kafka on the PATH if it is new enough, else the package, copied by mvn at
 * first use.
 * @throws Error saying what this machine lacks.
 */
export async function findKafka(report: (line: string) => void): Promise<KafkaProgram> {
  const java = await findJava();
  const jars = await jarsOnPath();
  if (jars) return { java, classPath: join(jars, '*') };
  const found = 'no Kafka 3.5 or newer on the PATH';
  if (!(await onPath('mvn'))) throw new Error(`${found}, and no mvn (Maven) to fetch its package with`);
  try {
    const folder = await cachedPackage(`kafka-${kafkaVersion}`, report, (part) => install(part, report));
    return { java, classPath: join(folder, 'jars', '*') };
  } catch (error) {
    throw new Error(`${found}, and its package cannot be fetched: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function install(folder: string, report: (line: string) => void): Promise<void> {
  report(`downloading kafka ${kafkaVersion} with mvn (43 MB, once)`);
  const pom = join(folder, 'pom.xml');
  await writeFile(pom, projectFile());
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
  const own = (await canKeepMavenRepository()) ? [] : [`-Dmaven.repo.local=${join(folder, 'm2')}`];
  const args = ['-B', '-q', ...own, '-f', pom, goal, `-DoutputDirectory=${join(folder, 'jars')}`];
  await runToEnd('mvn', 'mvn', args, join(folder, 'install.log'), report);
  await rm(join(folder, 'm2'), { recursive: true, force: true });
}

/** Whether mvn can write where it keeps what it fetches: not so for users without a home, as in many containers. */
async function canKeepMavenRepository(): Promise<boolean> {
  try {
    await mkdir(join(userInfo().homedir, '.m2', 'repository'), { recursive: true });
    return true;
  } catch {
    return false;
  }
}

function projectFile(): string {
  const dependency = (group: string, artifact: string, version: string): string =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>reservoir</groupId><artifactId>local-kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    ${dependency('org.apache.kafka', 'kafka_2.13', kafkaVersion)}
    ${dependency('org.slf4j', 'slf4j-simple', '1.7.36')}
  </dependencies>
</project>
`;
}

async function findJava(): Promise<string> {
  const home = process.env['JAVA_HOME'];
  for (const java of [...(home ? [join(home, 'bin', 'java')] : []), await onPath('java')]) {
    if (!java) continue;
    const version = await ask(java, ['-version']);
    if (version.ok && atLeast(versionIn(version.output.replace(/"(\d+)"/, '"$1.0"')), oldestJava))
      return java;
  }
  throw new Error('no Java 17 or newer (JAVA_HOME, PATH)');
}

/** The `libs` folder of an installed Kafka: beside the `bin` of its start script, wherever links lead. */
async function jarsOnPath(): Promise<string | undefined> {
  for (const name of ['kafka-server-start.sh', 'kafka-server-start']) {
    const script = await onPath(name);
    if (!script) continue;
    for (const home of [dirname(dirname(await realpath(script))), dirname(dirname(script))]) {
      for (const folder of ['libs', 'libexec/libs']) {
        const jars = await readdir(join(home, folder)).catch(() => []);
        const broker = jars.find((jar) => /^kafka_2\.1\d-[\d.]+.*\.jar$/.test(jar));
        const version = broker && versionIn(broker.replace(/^kafka_2\.1\d-/, ''));
        if (version && atLeast(version, oldestSupported)) return join(home, folder);
      }
    }
  }
  return undefined;
}
