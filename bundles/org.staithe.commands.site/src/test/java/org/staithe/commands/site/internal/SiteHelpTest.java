// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.site.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.staithe.command.Reply;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;

class SiteHelpTest {

    private final TestExchange exchange = new TestExchange(new MemoryFiles())
            .verb("RETR", "RETR <path>")
            .verb("SITE CHMOD", "SITE CHMOD <mode> <path>")
            .verb("SITE MINE", "");

    @Test
    void theSiteCommandsThatLiveAreListed() throws IOException {
        assertThat(help(""))
                .isEqualTo(Reply.of(
                        214,
                        "These SITE commands are known:",
                        "SITE CHMOD <mode> <path>",
                        "SITE MINE",
                        "End of help."));
    }

    @Test
    void oneCommandIsExplained() throws IOException {
        assertThat(help("chmod")).isEqualTo(Reply.of(214, "SITE CHMOD <mode> <path>"));
        assertThat(help("RETR").code()).isEqualTo(502);
    }

    private Reply help(String argument) throws IOException {
        return Outcomes.reply(exchange.run(new SiteHelpCommand(), "SITE HELP", argument));
    }
}
