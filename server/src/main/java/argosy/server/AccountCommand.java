package argosy.server;

import argosy.store.Accounts.Account;
import argosy.store.Store;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes accounts and lists them.
@Command(
    description = "Make accounts, each a world of its own, and list them.",
    subcommands = {AccountCommand.Create.class, AccountCommand.ListAll.class})
final class AccountCommand {

  @Command(name = "create", description = "Make an account with a root key.")
  static final class Create implements Callable<Integer> {
    @Mixin private Place place = new Place();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
        arity = "0..1",
        paramLabel = "ID",
        defaultValue = "",
        description = "Twelve digits; drawn by lot where none are given.")
    private String id = "";

    @Override
    public Integer call() throws Exception {
      if (!id.isEmpty() && !id.matches("\\d{12}")) {
        throw new Complaint("an account's id has twelve digits, unlike '" + id + "'.");
      }
      Account made = RootKey.make(id.isEmpty() ? drawn() : id);
      try (Store store = StoreAddress.of(place.folder()).open()) {
        if (!store.accounts().add(made)) {
          throw new Complaint("there is an account " + made.id() + " already.");
        }
        RootKey.copy(place.folder(), store.accounts().list());
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(made.id());
      out.flush();
      return 0;
    }

    private static String drawn() {
      return "%012d".formatted(RandomGenerator.getDefault().nextLong(1_000_000_000_000L));
    }
  }

  @Command(name = "list", description = "List the accounts, the first one first.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private Place place = new Place();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      PrintWriter out = spec.commandLine().getOut();
      try (Store store = StoreAddress.of(place.folder()).open()) {
        store.accounts().list().forEach(account -> out.println(account.id()));
      }
      out.flush();
      return 0;
    }
  }
}
