namespace Persona.Bench.Emulator.Answers;

/// <summary>Building blocks of invented personas.</summary>
internal static class PersonaVocabulary
{
    public static readonly string[] FirstNames =
    [
        "Maya", "Jonas", "Priya", "Tomas", "Aisha", "Lena", "Marcus", "Yuki", "Elena", "David", "Nadia", "Oliver", "Grace", "Rafael",
        "Ingrid", "Samuel", "Chloe", "Hassan", "Beatriz", "Viktor", "Amara", "Felix", "Sofia", "Daniel",
    ];

    public static readonly string[] LastNames =
    [
        "Fischer", "Okafor", "Lindqvist", "Moreau", "Patel", "Tanaka", "Novak", "Silva", "Brennan", "Haddad", "Kowalski", "Jensen",
        "Romero", "Whitfield", "Nguyen", "Adeyemi", "Costa", "Meyer", "Rossi", "Larsen",
    ];

    public static readonly string[] AgeRanges = ["18-24", "25-34", "35-44", "45-54", "55-64", "65-74"];

    public static readonly string[] Occupations =
    [
        "product manager", "nurse", "school teacher", "freelance designer", "warehouse supervisor", "accountant", "software engineer",
        "small shop owner", "research assistant", "sales representative", "civil engineer", "retired librarian", "physiotherapist",
    ];

    public static readonly string[] Locations =
    [
        "Berlin, Germany", "Lagos, Nigeria", "Toronto, Canada", "Lisbon, Portugal", "Pune, India", "Osaka, Japan", "Leeds, UK",
        "Austin, USA", "Lyon, France", "Oslo, Norway", "Santiago, Chile", "Gdansk, Poland",
    ];

    public static readonly string[] Goals =
    [
        "Finish routine tasks in a few minutes", "Keep all notes in one place", "Share results with the team easily",
        "Trust that the figures are right", "Learn the tool without a course", "Plan the week ahead on Sunday evening",
        "Stay within a small budget", "Work offline while travelling", "See progress at a glance", "Help new colleagues get started",
        "Spend less time in meetings",
    ];

    public static readonly string[] PainPoints =
    [
        "Loses work when the connection drops", "Too many steps for a simple change", "Search rarely finds the right document",
        "Notifications arrive at the wrong time", "Settings are hidden in deep menus", "Has to type the same data twice",
        "Prices change without warning", "Support answers after several days", "The mobile version lacks half of the functions",
        "Reports take too long to load",
    ];

    public static readonly string[] Behaviours =
    [
        "Checks the dashboard every morning", "Exports everything to a spreadsheet", "Asks a colleague before reading the manual",
        "Uses keyboard shortcuts wherever possible", "Compares three products before buying", "Switches between phone and laptop all day",
        "Keeps a paper notebook beside the screen", "Reads reviews on the train", "Turns off all notifications at night",
    ];

    public static readonly string[] Quotes =
    [
        "I just want it to work the first time.", "If it takes more than a minute, I do it by hand.",
        "I never know whether my changes were saved.", "My whole team depends on that one spreadsheet.",
        "Nobody showed me that this button exists.", "I would pay for something that saves me an hour a week.",
        "It should remember what I did yesterday.", "I stopped reading the messages, there are too many.",
    ];
}
