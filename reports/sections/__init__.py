"""One file per section of a report, each turning the snapshot into flowables. No figures are made up or typed here."""
