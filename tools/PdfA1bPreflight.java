import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.preflight.Format;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Validates files as PDF/A-1b with PDFBox: one line "FILE valid=true" or "FILE valid=false" each, then the faults. */
public class PdfA1bPreflight {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            ValidationResult result = validate(new File(file));
            System.out.println(file + " valid=" + result.isValid());
            Map<String, Integer> faults = new LinkedHashMap<>();
            for (ValidationResult.ValidationError fault : result.getErrorsList()) {
                faults.merge(fault.getErrorCode() + " " + fault.getDetails(), 1, Integer::sum);
            }
            faults.forEach((fault, times) -> System.out.println("   " + times + "x " + fault));
        }
    }

    private static ValidationResult validate(File file) throws Exception {
        PreflightParser parser = new PreflightParser(file);
        try {
            parser.parse(Format.PDF_A1B);
            try (PreflightDocument document = parser.getPreflightDocument()) {
                document.validate();
                return document.getResult();
            }
        } catch (SyntaxValidationException fault) {
            return fault.getResult();
        }
    }
}
