// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.auth.User;
import org.staithe.command.Reply;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;

class MachineListingTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    private final MemoryFiles files = new MemoryFiles();
    private final TestExchange exchange = new TestExchange(files);

    @BeforeEach
    void someFiles() throws IOException {
        Outcomes.put(files, "/d/f", "content");
        Outcomes.put(files, "/d/sub/x", "");
        files.setModified(Pathname.of("/d/f"), TIME);
        files.setModified(Pathname.of("/d/sub"), TIME);
        files.setMode(Pathname.of("/d/f"), 0640);
    }

    @Test
    void theFactsOfADirectoryAreListedWithItsOwnFirst() throws IOException {
        choose("type;size;modify;perm;");
        List<String> lines = mlsd("d");
        assertThat(lines.get(0)).matches("type=cdir;modify=\\d{14};perm=cdfelmp; \\.");
        assertThat(lines.get(1)).isEqualTo("type=pdir;perm=celmp; ..");
        assertThat(lines.subList(2, 4))
                .containsExactlyInAnyOrder(
                        "type=file;size=7;modify=20260102030405;perm=adfrw; f",
                        "type=dir;modify=20260102030405;perm=cdfelmp; sub");
        assertThat(lines).hasSize(4);
    }

    @Test
    void theRootHasNoParentAndCannotBeRemoved() throws IOException {
        choose("type;perm;");
        assertThat(mlsd("/")).containsExactly("type=cdir;perm=celmp; .", "type=dir;perm=cdfelmp; d");
    }

    @Test
    void allFactsThatAreKnownAreToldByDefault() throws IOException {
        files.setCreated(Pathname.of("/d/f"), TIME);
        String facts = mlst("d/f");
        assertThat(facts)
                .startsWith("type=file;size=7;modify=20260102030405;create=20260102030405;perm=adfrw;")
                .contains("UNIX.mode=0640;")
                .endsWith(" /d/f");
    }

    @Test
    void onlyTheChosenFactsAreTold() throws IOException {
        assertThat(choose("Size;Color;TYPE")).isEqualTo(Reply.of(200, "MLST OPTS type;size;"));
        assertThat(mlst("d/f")).isEqualTo("type=file;size=7; /d/f");
        assertThat(exchange.option("MLST")).contains("type*;size*;modify;create;perm;unique;UNIX.mode;");
        assertThat(choose("")).isEqualTo(Reply.of(200, "MLST OPTS"));
        assertThat(mlst("d/f")).isEqualTo(" /d/f");
        choose("unix.MODE;");
        assertThat(mlst("d/f")).isEqualTo("UNIX.mode=0640; /d/f");
    }

    @Test
    void factsOfTheWorkingDirectoryNeedNoPath() throws IOException {
        choose("type;");
        assertThat(Outcomes.reply(exchange.in("/d").run(new MlstCommand(), "MLST", "")))
                .isEqualTo(Reply.of(250, "Facts:", "type=dir; /d", "End of facts."));
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        assertThat(Outcomes.reply(exchange.run(new MlsdCommand(), "MLSD", "d/f"))
                        .code())
                .isEqualTo(501);
        assertThatThrownBy(() -> mlsd("none")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void permissionsAreToldAsLetters() throws IOException {
        choose("perm;");
        exchange.allowing(Permission.READ_ONLY);
        assertThat(mlsd("d")).contains("perm=el; .", "perm=r; f", "perm=el; sub");
        exchange.allowing(Set.of(Permission.LIST, Permission.STORE, Permission.APPEND, Permission.MAKE_DIRECTORY));
        assertThat(mlsd("d")).contains("perm=clm; .", "perm=a; f");
        exchange.allowing(Set.of(Permission.LIST, Permission.OVERWRITE, Permission.REMOVE_DIRECTORY));
        assertThat(mlsd("d")).contains("perm=dl; .", "perm=w; f", "perm=dl; sub");
        exchange.allowing(Set.of(Permission.LIST, Permission.DELETE, Permission.RENAME));
        assertThat(mlsd("d")).contains("perm=flp; .", "perm=df; f", "perm=flp; sub");
    }

    @Test
    void anotherMountHasPermissionsOfItsOwn() throws IOException {
        Pathname sub = Pathname.of("/d/sub");
        exchange.user(User.named("ann")
                        .mount(Mount.of("one").build())
                        .mount(Mount.of("two").at("/d/sub").build())
                        .build())
                .allowing(path -> path.isWithin(sub) ? Permission.ALL : Permission.READ_ONLY);
        choose("perm;");
        assertThat(mlsd("d")).contains("perm=r; f", "perm=celmp; sub");
        assertThat(mlst("d/sub")).isEqualTo("perm=celmp; /d/sub");
    }

    @Test
    void namesCannotForgeLines() throws IOException {
        Outcomes.put(files, "/n/x\r\ntype=file; y", "");
        choose("type;");
        assertThat(mlsd("n").get(2)).isEqualTo("type=file; x??type=file; y");
    }

    @Test
    void othersAreNeitherFilesNorDirectories() {
        FactLine line = new FactLine(Set.of(Fact.TYPE));
        FileStat pipe = FileStat.other("p", TIME).unique("a b;c").build();
        Rights rights = new Rights(Permission.ALL, false);
        assertThat(line.of(pipe, "dir", rights, "p")).isEqualTo("type=OS.unix=special; p");
        assertThat(new FactLine(Set.of(Fact.UNIQUE)).of(pipe, "dir", rights, "p"))
                .isEqualTo("unique=a_b_c; p");
    }

    @Test
    void theFeatLineNamesEveryFact() {
        assertThat(Fact.FEATURE)
                .isEqualTo("MLST "
                        + Stream.of(Fact.values())
                                .map(fact -> fact.label() + "*;")
                                .collect(Collectors.joining()));
    }

    private Reply choose(String facts) throws IOException {
        return Outcomes.reply(exchange.run(new OptsMlstCommand(), "OPTS MLST", facts));
    }

    private List<String> mlsd(String path) throws IOException {
        return Outcomes.lines(exchange.run(new MlsdCommand(), "MLSD", path));
    }

    private String mlst(String path) throws IOException {
        Reply reply = Outcomes.reply(exchange.run(new MlstCommand(), "MLST", path));
        assertThat(reply.code()).isEqualTo(250);
        return reply.lines().get(1);
    }
}
